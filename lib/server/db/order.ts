import { readNumber } from '@/lib/api/parameters'
import { NAME_MAX } from '@/lib/schemas/fields'
import { type Sql, sql } from './db'
import { badQuery } from './paging'

/** Where a row stands in an order. */
export type Place = { key: number | string; value: Date | number | string | null }

/** An order of a list, which an index has to have, and its cursors. */
export type Order<C> = {
  /** Selected as "value" beside "key", which is the source's own. */
  value: Sql
  /** Of "value" and "key", as ORDER BY takes it; and the other way round. */
  by: Sql
  back: Sql
  /** A cursor of a query. Throws `BadDataError`. */
  read: (given: string) => C
  /** The rows after or before a cursor; said of each of the keys, which are equal. Throws `BadDataError`. */
  after: (cursor: C, keys: readonly Sql[]) => Sql[]
  before: (cursor: C, keys: readonly Sql[]) => Sql[]
  cursorOf: (row: Place) => C
}

/** The same order from its end. */
export function backwards<C>(order: Order<C>): Order<C> {
  const { by, back, after, before } = order
  return { ...order, by: back, back: by, after: before, before: after }
}

/** Newest first, where keys are numbers that rise with time. The cursor is a row's key. */
export const newestFirst: Order<number> = {
  value: sql`NULL`,
  by: sql`"key" DESC`,
  back: sql`"key"`,
  read: (given) => {
    const cursor = readNumber(given)
    if (cursor === null) throw wrongCursor()
    return cursor
  },
  after: (cursor, keys) => keys.map((key) => sql`${key} < ${cursor}`),
  before: (cursor, keys) => keys.map((key) => sql`${key} > ${cursor}`),
  cursorOf: ({ key }) => Number(key),
}

/** The same with the oldest first. */
export const oldestFirst: Order<number> = backwards(newestFirst)

type Kind = {
  write: (value: Place['value']) => string
  read: (text: string) => Date | number | string | null
}

/** How the values of a column stand in a cursor. */
const kinds = {
  instant: {
    write: (value) => String(value instanceof Date ? value.getTime() : value),
    read: (text) => {
      const at = new Date(Number(text))
      return /^\d{1,15}$/.test(text) && !Number.isNaN(at.getTime()) ? at : null
    },
  },
  whole: { write: String, read: (text) => (/^\d{1,9}$/.test(text) ? Number(text) : null) },
  text: {
    write: (value) => Buffer.from(String(value)).toString('base64url'),
    read: (text) => Buffer.from(text, 'base64url').toString('utf8').replaceAll('\0', ''),
  },
} satisfies Record<string, Kind>

/** A value in base64url and a key. The longest value is a name: four bytes a code point, four characters for three. */
const cursorSyntax = new RegExp(
  `^([\\w-]{0,${Math.ceil((NAME_MAX * 4 * 4) / 3)}})\\.([0-9a-f]{16})$`,
)

/**
 * By a column, and by the key where that is equal. Keys are ids of 16 hexadecimal digits; the cursor is
 * a row's value and key.
 */
export function byColumn(
  column: Sql,
  kind: keyof typeof kinds,
  direction: 'ASC' | 'DESC',
): Order<string> {
  const { write, read }: Kind = kinds[kind]
  const beyond = (sign: Sql) => (cursor: string, keys: readonly Sql[]) => {
    const match = cursorSyntax.exec(cursor)
    const value = match && read(match[1] ?? '')
    if (!match || value === null) throw wrongCursor()
    return keys.map((key) => sql`(${column}, ${key}) ${sign} (${value}, ${match[2]})`)
  }
  const rising: Order<string> = {
    value: column,
    by: sql`"value", "key"`,
    back: sql`"value" DESC, "key" DESC`,
    read: (given) => given,
    after: beyond(sql`>`),
    before: beyond(sql`<`),
    cursorOf: ({ key, value }) => `${write(value)}.${key}`,
  }
  return direction === 'ASC' ? rising : backwards(rising)
}

function wrongCursor() {
  return badQuery('cursor', 'cursorInvalid')
}
