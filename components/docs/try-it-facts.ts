import { isFileBody } from '@/lib/api/operation'
import type { Field } from '@/lib/server/docs/fields'
import type { OperationFacts } from '@/lib/server/docs/operation-facts'

/** A field of the form, of what the browser needs to know. */
export type TryField = {
  name: string
  kind: Field['kind']
  required: boolean
  hint: string
  value: string
}

type GroupId = 'path' | 'query' | 'header' | 'body'

/** What the form sends and how. */
export type TryItFacts = {
  method: string
  /** With parameters in braces. */
  path: string
  groups: { id: GroupId; title: string; fields: TryField[] }[]
  /** The types of a file to send in place of a JSON body. */
  file: string | null
  /** Whether there is a JSON body, which without any member is `{}`. */
  hasBody: boolean
  /** Whether anybody may call it: then it is sent without the session of who tries it. */
  isPublic: boolean
}

const hour = 3_600_000

/** Only what is required is filled in: what is sent is changed. An instant is in two days. */
function initialValue({ required, isInstant }: Field, example: unknown, now: Date): string {
  if (!required || example === undefined || example === null) return ''
  if (isInstant) return new Date(now.getTime() + 48 * hour).toISOString()
  return typeof example === 'string' ? example : JSON.stringify(example)
}

function tryField(field: Field, example: unknown, now: Date): TryField {
  const { name, type, kind, required, limits } = field
  const shown = limits.filter((limit) => !limit.startsWith('matches'))
  return {
    name,
    kind,
    required,
    hint: [type, ...shown].join(' · '),
    value: initialValue(field, example, now),
  }
}

/** The form of an operation; null where the answer never ends. */
export function tryItFacts(facts: OperationFacts, now: Date): TryItFacts | null {
  const { operation, parameters, body } = facts
  const { method, path, access, success, example } = operation
  if (success.media?.type === 'text/event-stream') return null
  const given: Record<string, unknown> = Object(example?.body)
  const groups = parameters.map(({ id, title, fields }) => ({
    id,
    title,
    fields: fields.map((field) => tryField(field, undefined, now)),
  }))
  const members = body?.fields.map((field) => tryField(field, given[field.name], now)) ?? []
  const inBody = { id: 'body' as const, title: 'Request body', fields: members }
  return {
    method,
    path,
    groups: members.length > 0 ? [...groups, inBody] : groups,
    file: isFileBody(operation.body) ? operation.body.types.join(',') : null,
    hasBody: members.length > 0,
    isPublic: access === 'public' || access === 'static',
  }
}
