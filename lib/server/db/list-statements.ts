import { join, type Sql, sql } from './db'
import type { Asked, Declaration, Filters, Source, Values } from './list-declaration'
import type { Order } from './order'
import { type SearchCondition, searchCondition } from './search'

/** How many rows of a search are looked through one by one, in order, before its index is asked. */
const WALK = 1000

type Selects = {
  /** Every row that is asked for. */
  all: Sql[]
  /** Of a search the first `WALK` rows, each with "isFound"; null where nothing is searched. */
  near: Sql[] | null
}

/** The SELECTs of a list, one for each of its sources, without their order and limit. */
export async function selectsOf<F extends Filters, S extends string, C>(
  list: Omit<Declaration<F, S, C, never, unknown>, 'load'>,
  order: Order<C>,
  asked: Asked<F, S>,
  cursor?: C,
): Promise<Selects> {
  const sources = await list.sources(asked)
  const search = list.search && asked.q ? searchCondition(list.search.text, asked.q) : null
  const parts = sources.map((source) => {
    const columns = [sql`${source.keys[0]} AS "key"`, sql`${order.value} AS "value"`]
    return {
      columns: [...columns, ...(list.columns ? [list.columns] : [])],
      from: source.from,
      within: withinOf(source, order, cursor),
      filters: filtersOf(list.filters, asked),
      by: order.by,
    }
  })
  const indexed = search && list.search?.hasIndex ? search.indexed : search?.matches
  return {
    all: parts.map((part) => everywhere(part, indexed)),
    near: search && parts.map((part) => nearby(part, search)),
  }
}

type Part = { columns: Sql[]; from: Sql; within: Sql[]; filters: Sql[]; by: Sql }

function withinOf<C>({ keys, where = [] }: Source, order: Order<C>, cursor: C | undefined): Sql[] {
  return [...where, ...(cursor === undefined ? [] : order.after(cursor, keys))]
}

function filtersOf<F extends Filters>(filters: F, values: Values<F>): Sql[] {
  return Object.entries(filters).flatMap(([key, filter]) => {
    const value = values[key]
    return value === undefined || !filter.where ? [] : [filter.where(value)]
  })
}

function every(conditions: Sql[]): Sql {
  return conditions.length === 0 ? sql`TRUE` : join(conditions, ' AND ')
}

function everywhere({ columns, from, within, filters }: Part, search: Sql | undefined): Sql {
  const conditions = [...within, ...filters, ...(search ? [search] : [])]
  return sql`SELECT ${join(columns)} FROM ${from} WHERE ${every(conditions)}`
}

function nearby({ columns, from, within, filters, by }: Part, { matches }: SearchCondition): Sql {
  const isFound = sql`(${every([...filters, matches])}) AS "isFound"`
  return sql`SELECT ${join([...columns, isFound])} FROM ${from} WHERE ${every(within)}
    ORDER BY ${by} LIMIT ${WALK}`
}

/** Those of the rows of `near` that are found. */
export function foundIn(near: Sql[]): Sql[] {
  return near.map((select) => sql`SELECT * FROM (${select}) AS near WHERE "isFound"`)
}

/** The first rows of some SELECTs put together, each row once. */
export function firstOf(selects: Sql[], by: Sql, limit: number): Sql {
  const firsts = selects.map((select) => sql`(${select} ORDER BY ${by} LIMIT ${limit})`)
  return sql`SELECT * FROM (${join(firsts, ' UNION ')}) AS found ORDER BY ${by} LIMIT ${limit}`
}

/**
 * The same for what an index finds in no order: all of it first, then the order, which the planner might
 * else follow through the whole table.
 */
export function firstOfFound(selects: Sql[], by: Sql, limit: number): Sql {
  return sql`WITH found AS MATERIALIZED (${join(selects, ' UNION ')})
    SELECT * FROM found ORDER BY ${by} LIMIT ${limit}`
}

/** How many rows there are, up to a bound. */
export function countOf(selects: Sql[], bound: number): Sql {
  const some = selects.map((select) => sql`(${select} LIMIT ${bound})`)
  return sql`SELECT count(*)::int AS "count" FROM (
    SELECT * FROM (${join(some, ' UNION ')}) AS found LIMIT ${bound}
  ) AS counted`
}

/** How many of the rows of `near` are found, and whether these are all rows of the list. */
export function countNear(near: Sql[]): Sql {
  const counts = near.map(
    (select) => sql`SELECT count(*) FILTER (WHERE "isFound")::int AS "count", count(*) AS "walked"
      FROM (${select}) AS near`,
  )
  return sql`SELECT sum("count")::int AS "count", bool_and("walked" < ${WALK}) AS "all"
    FROM (${join(counts, ' UNION ALL ')}) AS counted`
}
