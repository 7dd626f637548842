import type { FieldErrorCode } from '@/lib/field-errors'
import { readRole } from '@/lib/roles'
import { instantSchema, searchSchema, toInstant } from '@/lib/schemas/fields'

/** What the document says of a value. */
type JsonSchema = {
  type: 'string' | 'integer'
  enum?: readonly string[]
  format?: string
  pattern?: string
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
}

/** A step of a path, such as `{token}`. */
export type PathParameter = { description: string; schema: JsonSchema; example: string | number }

/** A parameter of a query: what reads it, and what the document says of it. */
export type Parameter<V = unknown> = {
  /** Its name in a query, where that is not the name it is declared under. */
  name?: string
  description: string
  schema: JsonSchema
  example?: string | number
  /** Whether a request without it is refused. */
  required?: boolean
  /** What is wrong where `read` gives null. */
  problem: FieldErrorCode
  /** What the sentence of `problem` is filled in with. */
  values?: Record<string, number>
  /** The value of a text; undefined for none, null where it cannot be. */
  read(given: string): V | undefined | null
  /** The value where the query does not have it, which the document calls its default. */
  absent?: V
}

export type Parameters = Record<string, Parameter>

/** What a parameter is read as. */
export type ValueOf<P> = P extends Parameter<infer V> ? V : never

/** A positive integer that PostgreSQL can hold, or null. */
export function readNumber(text: string): number | null {
  if (!/^[1-9]\d{0,9}$/.test(text)) return null
  const number = Number(text)
  return number <= 2_147_483_647 ? number : null
}

/** The value of `true` or `false`, undefined for `''`, null for anything else. */
function readBoolean(text: string): boolean | undefined | null {
  if (text === '') return undefined
  return text === 'true' || (text === 'false' ? false : null)
}

/** Forms send an empty text for what is not chosen: it filters nothing. */
function unlessEmpty<V>(read: (given: string) => V | null) {
  return (given: string) => (given === '' ? undefined : read(given))
}

/** One of some words, or `''` for none. */
export function choice<W extends string>(words: readonly W[], description: string): Parameter<W> {
  return {
    description,
    schema: { type: 'string', enum: [...words, ''] },
    problem: 'choiceUnknown',
    read: unlessEmpty((given) => words.find((word) => word === given) ?? null),
  }
}

/** `true` or `false`, or `''` for neither. */
export function flag(description: string): Parameter<boolean> {
  const schema = { type: 'string', enum: ['true', 'false', ''] } as const
  return { description, schema, problem: 'notBoolean', read: readBoolean }
}

function readInstant(given: string): Date | null {
  return instantSchema.safeParse(given).success ? toInstant(given) : null
}

/** An instant: RFC 3339 with a zone. */
export function instant(description: string): Parameter<Date> {
  return {
    description: `${description} RFC 3339 with a time zone.`,
    schema: { type: 'string', format: 'date-time' },
    example: '2030-01-31T18:00:00Z',
    problem: 'dateInvalid',
    read: readInstant,
  }
}

/** The same where an empty text counts as absent. */
export function instantOrEmpty(description: string): Parameter<Date> {
  return { ...instant(description), read: unlessEmpty(readInstant) }
}

/** The id of a person or of another row. */
export function id(description: string): Parameter<number> {
  const schema = { type: 'integer', minimum: 1, maximum: 2_147_483_647 } as const
  return { description, schema, problem: 'idInvalid', read: readNumber }
}

/** A role by number or name. */
export const role: Parameter<number> = {
  description: 'Only with this role, by number or name in any case: 1 Admin, 2 Editor, 3 Viewer.',
  schema: { type: 'string' },
  example: 'Viewer',
  problem: 'roleUnknown',
  read: unlessEmpty(readRole),
}

/** Any text, which its handler reads. */
export function text(description: string): Parameter<string> {
  return { description, schema: { type: 'string' }, problem: 'textInvalid', read: (given) => given }
}

/** Words to search for. Which sentence a text is refused with depends on it: see `readSearch`. */
export function search(what: string): Parameter<string> {
  return {
    description: `Words to find in ${what}, in any case and script. Words of three or more characters match anywhere, shorter ones only at the start of a word. Leave empty for everything.`,
    schema: {
      type: 'string',
      maxLength: 200,
      // One or two characters of punctuation are refused.
      pattern: '^$|[A-Za-z0-9]|[^ -~]|.{3}',
    },
    example: 'ada',
    problem: 'textInvalid',
    read: (given) => {
      const read = searchSchema.safeParse(given)
      return read.success ? read.data : null
    },
  }
}

/** The most rows that one page of the API has. */
export const PAGE_MAX = 1000

/** How many items a page has at most. */
export function limit(usual: number): Parameter<number> & { absent: number } {
  return {
    description: `The maximum number of items; ${usual} by default.`,
    schema: { type: 'integer', minimum: 1, maximum: PAGE_MAX },
    problem: 'limitInvalid',
    values: { max: PAGE_MAX },
    read: (given) => {
      const read = readNumber(given)
      return read !== null && read <= PAGE_MAX ? read : null
    },
    absent: usual,
  }
}

const cursorDescription = '`nextCursor` of the previous page.'

/** Where the next page begins, in a list that goes by id. */
export const numericCursor: Parameter<number> = {
  description: cursorDescription,
  schema: { type: 'integer', minimum: 1, maximum: 2_147_483_647 },
  problem: 'cursorInvalid',
  read: readNumber,
}

/** The same in a list of several orders; each reads its own. */
export const textCursor: Parameter<string> = {
  ...text(cursorDescription),
  problem: 'cursorInvalid',
}

/** The parameters of a page of rows that go by id. */
export const pageOfRows = { limit: limit(100), cursor: numericCursor }

/** Whether the answer says how many there are. */
export const count = flag(
  'Whether the response has `total`: how many there are in all, exact up to 10,000.',
)
