import type { ListQuery } from '@/lib/api/lists'
import {
  count as countParameter,
  PAGE_MAX,
  type Parameters,
  type ValueOf,
} from '@/lib/api/parameters'
import { countsOf, type Total } from './list-counts'
import {
  type Asked,
  type Declaration,
  type Filter,
  type Filters,
  orderOf,
  readAsked,
  type Values,
} from './list-declaration'
import { type Leaf, leavesOf, type Query } from './list-pages'
import type { Place } from './order'
import { type Page, readParameter } from './paging'

export type List<F, S extends string, C, Row> = {
  /** Filters, search and order of a query. Throws `BadDataError`. */
  read: (query: URLSearchParams) => Asked<F, S>
  /** `cursor` or `before` of a query. Throws `BadDataError`. */
  readCursor: (query: URLSearchParams, name?: 'cursor' | 'before') => C | undefined
  /** One page: what follows a cursor. Throws `BadDataError` for a cursor that no page gave. */
  page: (query: Query<F, S, C>) => Promise<Page<Row, C>>
  /** The same, or the page before a cursor, with the cursors of both neighbours. */
  leaf: (query: Query<F, S, C>, before?: C) => Promise<Leaf<Row, C>>
  /** Every row, in batches, each read when the last one is done with. */
  pages: (asked: Asked<F, S>) => AsyncGenerator<Row[]>
  /** @param bound how many are counted at most; beyond it there are more */
  count: (asked: Asked<F, S>, bound?: number) => Promise<Total>
  /**
   * The same for people, who do not wait for a common word to be counted: among many rows it is counted
   * in the first ones only, and there are more.
   */
  estimate: (asked: Asked<F, S>, bound: number) => Promise<Total>
  /**
   * What an endpoint answers: the page that a query asks for and, with `count=true`, how many there are.
   * @param given values that the query does not set, such as the link whose members are listed; looked
   * up once the query is found to be right
   */
  answer: (
    query: URLSearchParams,
    given?: () => Values<F> | Promise<Values<F>>,
  ) => Promise<Page<Row, C> & { total?: Total }>
}

/** The filters of a query, each with its condition. */
type FiltersOf<P> = { [K in keyof P]: Filter<ValueOf<P[K]>> }

/** A list as it is declared: search, filters, order, pages by cursor, count (docs/decisions/0052). */
export function defineList<
  P extends Parameters,
  F extends Filters & FiltersOf<P>,
  S extends string,
  C,
  Found,
  Row,
>(list: Declaration<F, S, C, Found, Row> & { query: ListQuery<P, S, C> }): List<F, S, C, Row> {
  const { after, before } = leavesOf(list)

  async function page(query: Query<F, S, C>): Promise<Page<Row, C>> {
    const { items, nextCursor } = await after(query)
    return { items, nextCursor }
  }

  const leaf: List<F, S, C, Row>['leaf'] = async (query, cursor) =>
    cursor === undefined ? await after(query) : await before(query, cursor)

  async function* pages(asked: Asked<F, S>) {
    let cursor: C | null | undefined
    do {
      const next: Page<Row, C> = await page({
        ...asked,
        limit: PAGE_MAX,
        cursor: cursor ?? undefined,
      })
      yield next.items
      cursor = next.nextCursor
    } while (cursor !== null)
  }

  const { count, estimate } = countsOf(list)
  const read = (query: URLSearchParams) => readAsked<F, S>(list.query, query)

  function readCursor(query: URLSearchParams, name: 'cursor' | 'before' = 'cursor') {
    const given = query.get(name)
    return given === null ? undefined : orderOf(list, read(query)).read(given)
  }

  const answer: List<F, S, C, Row>['answer'] = async (query, given) => {
    const limit = readParameter(query, 'limit', list.query.limit)
    const cursor = readCursor(query)
    const isCounted = readParameter(query, 'count', countParameter)
    const asked = { ...read(query), ...(await given?.()) }
    const [found, total] = await Promise.all([
      page({ ...asked, limit, cursor }),
      isCounted ? count(asked) : undefined,
    ])
    return { ...found, ...(total && { total }) }
  }

  return { read, readCursor, page, leaf, pages, count, estimate, answer }
}

/** Rows in the order of their keys, for a `load` that asks by key. */
export function inOrder<T extends { id: number | string }>(found: Place[], rows: T[]): T[] {
  const byKey = new Map<unknown, T>(rows.map((row) => [row.id, row]))
  return found.flatMap(({ key }) => byKey.get(key) ?? [])
}
