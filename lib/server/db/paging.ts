import { AppError } from '@/lib/errors'
import type { FieldErrorCode } from '@/lib/field-errors'

export type PageQuery<C> = { limit: number; cursor?: C | undefined }
export type Page<T, C> = { items: T[]; nextCursor: C | null }

/** A page from `limit + 1` rows: the extra row only shows that there is a next page. */
export function pageOf<T, C>(rows: T[], limit: number, cursorOf: (row: T) => C): Page<T, C> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, nextCursor: rows.length > limit && last ? cursorOf(last) : null }
}

/** `limit` of a query: a whole number from 1 to `max`, or `fallback` if absent. */
export function readLimit(query: URLSearchParams, fallback: number, max: number): number {
  const given = query.get('limit')
  if (given === null) return fallback
  const limit = readNumber(given)
  if (limit !== null && limit >= 1 && limit <= max) return limit
  throw badQuery('limit', 'limitInvalid', { max })
}

/** `cursor` of a query that pages by a numeric id. */
export function readNumericCursor(query: URLSearchParams): number | undefined {
  const given = query.get('cursor')
  if (given === null) return undefined
  const cursor = readNumber(given)
  if (cursor === null) throw badQuery('cursor', 'cursorInvalid')
  return cursor
}

/** A switch of a query: `true` or `false`; undefined where it is absent or empty. */
export function readBoolean(query: URLSearchParams, name: string): boolean | undefined {
  const value = toBoolean(query.get(name) ?? '')
  if (value === null) throw badQuery(name, 'notBoolean')
  return value
}

/** The value of `true` or `false`, undefined for `''`, null for anything else. */
export function toBoolean(text: string): boolean | undefined | null {
  if (text === '') return undefined
  return text === 'true' || (text === 'false' ? false : null)
}

/** A positive integer that PostgreSQL can hold, or null. */
export function readNumber(text: string): number | null {
  if (!/^[1-9]\d{0,9}$/.test(text)) return null
  const number = Number(text)
  return number <= 2_147_483_647 ? number : null
}

export function badQuery(
  name: string,
  code: FieldErrorCode,
  values: Record<string, number> = {},
): AppError {
  return new AppError('BadDataError', { problems: [{ path: `/query/${name}`, code, values }] })
}

/** The id in a path. Throws `NotFoundError` if it is not an id. */
export function requireId(text: string): number {
  const id = readNumber(text)
  if (id === null) throw new AppError('NotFoundError')
  return id
}
