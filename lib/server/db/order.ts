import { type Sql, sql } from './db'
import { badQuery, readNumber } from './paging'

/** Where a row stands in an order. */
export type Place = { key: number | string; value: Date | number | string | null }

/** An order of a list, which an index has to have, and its cursors. */
export type Order<C> = {
  /** Selected as "value" beside "key", which is the source's own. */
  value: Sql
  /** Of "value" and "key", as ORDER BY takes it. */
  by: Sql
  /** A cursor of a query. Throws `BadDataError`. */
  read: (given: string) => C
  /** The rows after a cursor; said of each of the keys, which are equal. Throws `BadDataError`. */
  after: (cursor: C, keys: readonly Sql[]) => Sql[]
  cursorOf: (last: Place) => C
}

/** Newest first, where keys are numbers that rise with time. The cursor is the last row's key. */
export const newestFirst: Order<number> = {
  value: sql`NULL`,
  by: sql`"key" DESC`,
  read: (given) => {
    const cursor = readNumber(given)
    if (cursor === null) throw wrongCursor()
    return cursor
  },
  after: (cursor, keys) => keys.map((key) => sql`${key} < ${cursor}`),
  cursorOf: ({ key }) => Number(key),
}

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

/**
 * By a column, and by the key where that is equal. Keys are ids of 16 hexadecimal digits; the cursor is
 * the last row's value and key.
 */
export function byColumn(
  column: Sql,
  kind: keyof typeof kinds,
  direction: 'ASC' | 'DESC',
): Order<string> {
  const { write, read }: Kind = kinds[kind]
  const [by, beyond] =
    direction === 'ASC' ? [sql`"value", "key"`, sql`>`] : [sql`"value" DESC, "key" DESC`, sql`<`]
  return {
    value: column,
    by,
    read: (given) => given,
    after: (cursor, keys) => {
      const match = /^([\w-]{0,1400})\.([0-9a-f]{16})$/.exec(cursor)
      const value = match && read(match[1] ?? '')
      if (!match || value === null) throw wrongCursor()
      return keys.map((key) => sql`(${column}, ${key}) ${beyond} (${value}, ${match[2]})`)
    },
    cursorOf: ({ key, value }) => `${write(value)}.${key}`,
  }
}

function wrongCursor() {
  return badQuery('cursor', 'cursorInvalid')
}
