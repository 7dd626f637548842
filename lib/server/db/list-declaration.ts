import { type ListQuery, sortOf } from '@/lib/api/lists'
import type { Parameters } from '@/lib/api/parameters'
import type { Sql } from './db'
import type { Order, Place } from './order'
import { readParameter } from './paging'
import { readSearch } from './search'

// A method, not a property, so that one list may hold filters of different values.
export type Filter<V> = {
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
  /** What a query can ask for: filters, search, orders and the size of a page. */
  query: ListQuery<Parameters, S, C>
  /** What holds of a row by each filter: those of the query, and others that no query sets. */
  filters: F
  /** One source, or several whose rows are put together. */
  sources: (values: Values<F>) => readonly Source[] | Promise<readonly Source[]>
  /** The text that `q` looks through, and whether it has an index (see `SearchCondition`). */
  search?: { text: Sql; hasIndex: boolean }
  orders: Record<S, Order<C>>
  /** What is selected beside "key" and "value". */
  columns?: Sql
  /** The rows of what was selected, in the same order. */
  load: (found: (Found & Place)[]) => Promise<Row[]> | Row[]
}

/** What a list is asked for. */
export type Asked<F, S> = Values<F> & { q?: string | undefined; sort?: S | undefined }

/** A filter by a condition, or one that the sources heed. */
export function filter<V>(where?: (value: V) => Sql): Filter<V> {
  return where ? { where } : {}
}

/** The order that is asked for, or the usual one. */
export function orderOf<S extends string, C>(
  list: { query: { sorts: readonly [S, ...S[]] }; orders: Record<S, Order<C>> },
  { sort }: { sort?: S | undefined },
): Order<C> {
  return list.orders[sort ?? list.query.sorts[0]]
}

/** Filters, search and order of a query. Throws `BadDataError` for the first that cannot be. */
export function readAsked<F extends Filters, S extends string>(
  { filters, search, sorts }: ListQuery<Parameters, S, unknown>,
  query: URLSearchParams,
): Asked<F, S> {
  const values = Object.entries(filters).map(([key, parameter]) => [
    key,
    readParameter(query, key, parameter),
  ])
  const q = search ? readSearch(query.get('q')) : ''
  const sort = sorts.length > 1 ? readParameter(query, 'sort', sortOf(sorts)) : undefined
  return { ...Object.fromEntries(values), ...(q && { q }), ...(sort && { sort }) }
}
