import { type Parameter, pageOfRows, readNumber } from '@/lib/api/parameters'
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

/** What a query has for one of its parameters. Throws `BadDataError`. */
export function readParameter<V>(
  query: URLSearchParams,
  key: string,
  parameter: Parameter<V> & { absent: V },
): V
export function readParameter<V>(
  query: URLSearchParams,
  key: string,
  parameter: Parameter<V>,
): V | undefined
export function readParameter<V>(
  query: URLSearchParams,
  key: string,
  { name = key, read, absent, problem, values }: Parameter<V>,
): V | undefined {
  const given = query.get(name)
  if (given === null) return absent
  const value = read(given)
  if (value === null) throw badQuery(name, problem, values)
  return value
}

/** `limit` and `cursor` of a query that pages by a numeric id. */
export function readPage(query: URLSearchParams): PageQuery<number> {
  return {
    limit: readParameter(query, 'limit', pageOfRows.limit),
    cursor: readParameter(query, 'cursor', pageOfRows.cursor),
  }
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
