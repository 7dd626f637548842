import type * as z from 'zod/mini'
import * as core from 'zod/v4/core'
import { AppError } from '@/lib/errors'
import { type FieldProblem, isFieldErrorCode } from '@/lib/field-errors'

type Read<T> = { data: T | null; problems: FieldProblem[] }

/** Checks a body and lists every violation, each with its path. `__proto__` counts as a field. */
export function readProblems<T>(schema: z.ZodMiniType<T>, body: unknown): Read<T> {
  const read = core.safeParse(schema, body)
  const problems = read.success ? [] : read.error.issues.flatMap(toProblems)
  if (hasProto(body)) problems.push({ path: '/body/__proto__', code: 'unknownField' })
  const data = read.success && problems.length === 0 ? read.data : null
  return { data, problems: unique(problems) }
}

function unique(problems: FieldProblem[]): FieldProblem[] {
  const seen = new Map(problems.map((problem) => [`${problem.path} ${problem.code}`, problem]))
  return [...seen.values()]
}

/** The checked body, or `BadDataError` with every violation. */
export function parseBody<T>(schema: z.ZodMiniType<T>, body: unknown): T {
  const { data, problems } = readProblems(schema, body)
  if (problems.length > 0 || data === null) throw new AppError('BadDataError', { problems })
  return data
}

function hasProto(body: unknown): boolean {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, '__proto__')
}

function toProblems(issue: core.$ZodIssue): FieldProblem[] {
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys.filter((key) => key !== '__proto__')
    return keys.map((key) => ({ path: pointer([...issue.path, key]), code: 'unknownField' }))
  }
  if (issue.path.length === 0 && issue.code === 'invalid_type') {
    return [{ path: '/body', code: 'notObject' }]
  }
  const code = isFieldErrorCode(issue.message) ? issue.message : 'required'
  const values = valuesOf(issue)
  return [{ path: pointer(issue.path), code, ...(values && { values }) }]
}

/** The values for the sentence of a code: see `bounded` in lib/schemas/fields.ts. */
function valuesOf(issue: core.$ZodIssue): FieldProblem['values'] {
  const params: [string, unknown][] =
    issue.code === 'custom' ? Object.entries(issue.params ?? {}) : []
  const numbers = params.filter((entry): entry is [string, number] => typeof entry[1] === 'number')
  return numbers.length > 0 ? Object.fromEntries(numbers) : undefined
}

/** RFC 6901 under `/body`. */
function pointer(path: readonly PropertyKey[]): string {
  const steps = path.map((step) => String(step).replaceAll('~', '~0').replaceAll('/', '~1'))
  return ['/body', ...steps].join('/')
}

/** Problems in the order of the schema's fields; unknown fields come last. */
export function inSchemaOrder(
  schema: { shape: Record<string, unknown> },
  problems: FieldProblem[],
): FieldProblem[] {
  const fields = Object.keys(schema.shape)
  const rank = ({ path }: FieldProblem) => {
    const at = fields.indexOf(path.split('/')[2] ?? '')
    return at === -1 ? fields.length : at
  }
  return unique(problems).sort((a, b) => rank(a) - rank(b))
}
