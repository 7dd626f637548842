import { errorNotes, errorsOf, type OperationError } from '@/lib/api/errors'
import { type ResponseHeader, responseHeaders } from '@/lib/api/headers'
import type { Operation } from '@/lib/api/operation'
import { AppError, type ErrorName, renderError } from '@/lib/errors'

/** Headers of an answer: those that are always there, in full, and others by reference. */
export function headersOf(always: readonly ResponseHeader[], maybe: readonly ResponseHeader[]) {
  return Object.fromEntries([
    ...always.map((name) => [name, { ...responseHeaders[name], required: true }]),
    ...maybe.map((name) => [name, { $ref: `#/components/headers/${name}` }]),
  ])
}

/** The headers that responses refer to. */
export function headerComponents(operations: readonly Operation[]) {
  const successes = operations.flatMap(({ success, others = [] }) => [success, ...others])
  const used = new Set([...limitHeaders, ...successes.flatMap(({ maybe = [] }) => maybe)])
  return Object.fromEntries([...used].map((name) => [name, responseHeaders[name]]))
}

const limitHeaders = ['RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset'] as const

function errorHeaders(status: number) {
  if (status === 503) return { headers: headersOf(['Retry-After'], []) }
  return status === 429 ? { headers: headersOf(['Retry-After'], limitHeaders) } : {}
}

/** The errors of one status that an operation can answer with. */
type Group = { status: number; errors: OperationError[] }

/** Operations with the same errors of a status share a response, which is named after them. */
function keyOf({ errors }: Group): string {
  return errors.map(({ name }) => name).join('.')
}

function groupsOf(operation: Operation): Group[] {
  const groups = new Map<number, OperationError[]>()
  for (const error of errorsOf(operation)) {
    groups.set(error.status, [...(groups.get(error.status) ?? []), error])
  }
  return [...groups].map(([status, errors]) => ({ status, errors }))
}

function sentences(errors: readonly { name: string; when: string }[]): string {
  return errors.map(({ name, when }) => `- \`${name}\`: ${when}`).join('\n')
}

/** References to the error responses of an operation; one says itself when its errors come, if it knows better. */
export function errorRefs(operation: Operation) {
  const refs = groupsOf(operation).map((group) => {
    const isUsual = group.errors.every(({ name, when }) => when === errorNotes[name])
    const own = isUsual ? {} : { description: sentences(group.errors) }
    return [group.status, { $ref: `#/components/responses/${keyOf(group)}`, ...own }]
  })
  return Object.fromEntries(refs)
}

/** What only some errors have in their example. */
const parts: Partial<Record<ErrorName, ConstructorParameters<typeof AppError>[1]>> = {
  BadDataError: { problems: [{ path: '/body/name', code: 'nameRequired' }] },
  NameExistsError: { problems: [{ path: '/body/email', code: 'emailTaken' }] },
  AuthenticationRequired: { extra: { path: '/auth/simple/login', type: 'password' } },
  PermissionError: { extra: { permissions: ['ADMIN'] } },
}

/** The body of an error as callers see it. */
export function errorExample(name: ErrorName, accept: string | null): unknown {
  const id = '00000000-0000-4000-8000-000000000000'
  return JSON.parse(renderError(new AppError(name, parts[name]), accept, id).body)
}

/** An error body that has one of some names in a member. */
function media(schema: string, member: string, names: ErrorName[], accept: string | null) {
  const examples = names.map((name) => [name, { value: errorExample(name, accept) }])
  return {
    schema: {
      allOf: [
        { $ref: `#/components/schemas/${schema}` },
        { type: 'object', properties: { [member]: { enum: names } } },
      ],
    },
    examples: Object.fromEntries(examples),
  }
}

function errorResponse({ status, errors }: Group) {
  const names = errors.map(({ name }) => name)
  return {
    description: sentences(names.map((name) => ({ name, when: errorNotes[name] }))),
    ...errorHeaders(status),
    content: {
      'application/json': media('errorSchema', 'name', names, null),
      'application/problem+json': media('problemSchema', 'code', names, 'application/problem+json'),
    },
  }
}

/** The error responses of operations, in both formats, by their names. */
export function responseComponents(operations: readonly Operation[]) {
  const groups = new Map(
    operations.flatMap(groupsOf).map((group) => [keyOf(group), errorResponse(group)]),
  )
  return Object.fromEntries(groups)
}
