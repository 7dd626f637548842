import type { FieldErrorCode } from '@/lib/field-errors'
import type { Sql } from './db'
import type { Order, Place } from './order'
import { badQuery } from './paging'
import { readSearch } from './search'

// Methods, not properties, so that one list may hold filters of different values.
export type Filter<V> = {
  /** Its name in a query, where that is not its own. */
  name?: string
  /** What is wrong where `read` gives null. */
  problem?: FieldErrorCode
  /** The value of a text; undefined for none, null where it cannot be. Without it no query sets the filter. */
  read?(given: string): V | undefined | null
  /** Without it the sources heed the filter. */
  where?(value: V): Sql
}

export type Filters = Record<string, Filter<unknown>>

/** The values of a list's filters. What is undefined filters nothing. */
export type Values<F> = {
  [K in keyof F]?: (F[K] extends Filter<infer V> ? V : never) | undefined
}

/** Where rows are read. */
export type Source = {
  from: Sql
  /** What a row is known by. Further ones are equal to the first: a join is then bounded on both sides. */
  keys: readonly [Sql, ...Sql[]]
  /** Conditions that an index answers in the order of the list. */
  where?: readonly Sql[]
}

export type Declaration<F, S extends string, C, Found, Row> = {
  filters: F
  /** One source, or several whose rows are put together. */
  sources: (values: Values<F>) => readonly Source[] | Promise<readonly Source[]>
  /** The text that `q` looks through, and whether it has an index (see `SearchCondition`). */
  search?: { text: Sql; hasIndex: boolean }
  orders: Record<S, Order<C>>
  /** The order where none is asked for. */
  usual: NoInfer<S>
  /** What is selected beside "key" and "value". */
  columns?: Sql
  /** The rows of what was selected, in the same order. */
  load: (found: (Found & Place)[]) => Promise<Row[]> | Row[]
}

/** What a list is asked for. */
export type Asked<F, S> = Values<F> & { q?: string | undefined; sort?: S | undefined }

/** A filter that no query sets. */
export function given<V>(where?: (value: V) => Sql): Filter<V> {
  return where ? { where } : {}
}

/** Reads what a form sends: an empty value is none. */
export function unlessEmpty<V>(read: (given: string) => V | null) {
  return (given: string) => (given === '' ? undefined : read(given))
}

/** Filters, search and order of a query. Throws `BadDataError` for the first that cannot be. */
export function readAsked<F extends Filters, S extends string>(
  list: { filters: F; orders: Record<S, unknown>; search?: unknown },
  query: URLSearchParams,
): Asked<F, S> {
  const values = Object.entries(list.filters).map(([key, filter]) => [
    key,
    readFilter(key, filter, query),
  ])
  const q = list.search ? readSearch(query.get('q')) : ''
  const sort = readSort(list.orders, query)
  return { ...Object.fromEntries(values), ...(q && { q }), ...(sort && { sort }) }
}

function readFilter(key: string, filter: Filter<unknown>, query: URLSearchParams): unknown {
  const name = filter.name ?? key
  const given = query.get(name)
  if (given === null || !filter.read) return undefined
  const value = filter.read(given)
  if (value === null) throw badQuery(name, filter.problem ?? 'textInvalid')
  return value
}

function readSort<S extends string>(
  orders: Record<S, unknown>,
  query: URLSearchParams,
): S | undefined {
  const given = query.get('sort')
  const names = Object.keys(orders) as S[]
  if (names.length === 1 || given === null) return undefined
  const sort = names.find((name) => name === given)
  if (sort === undefined) throw badQuery('sort', 'choiceUnknown')
  return sort
}
