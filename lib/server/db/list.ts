import { getDb } from './db'
import {
  type Asked,
  type Declaration,
  type Filters,
  readAsked,
  type Values,
} from './list-declaration'
import { countOf, firstOf, firstOfFound, selectsOf } from './list-statements'
import type { Order, Place } from './order'
import { type Page, pageOf, readBoolean, readLimit } from './paging'

/** How many there are: exact up to `COUNTED`; beyond it there are more. */
type Total = { count: number; more: boolean }

/** How many rows are counted at most. */
const COUNTED = 10_000
/** Rows of one page of a download, and of the API at most. */
const LONGEST = 1000

type Query<F, S, C> = Asked<F, S> & { limit: number; cursor?: C | undefined }

export type List<F, S extends string, C, Row> = {
  /** Filters, search and order of a query. Throws `BadDataError`. */
  read: (query: URLSearchParams) => Asked<F, S>
  /** `cursor` of a query. Throws `BadDataError`. */
  readCursor: (query: URLSearchParams) => C | undefined
  /** One page. Throws `BadDataError` for a cursor that no page gave. */
  page: (query: Query<F, S, C>) => Promise<Page<Row, C>>
  /** Every row, in batches, each read when the last one is done with. */
  pages: (asked: Asked<F, S>) => AsyncGenerator<Row[]>
  count: (asked: Asked<F, S>) => Promise<Total>
  /**
   * What an endpoint answers: the page that a query asks for and, with `count=true`, how many there are.
   * @param fallback the limit where the query has none
   * @param given values that the query does not set, such as the link whose members are listed; looked
   * up once the query is found to be right
   */
  answer: (
    query: URLSearchParams,
    fallback: number,
    given?: () => Values<F> | Promise<Values<F>>,
  ) => Promise<Page<Row, C> & { total?: Total }>
}

/** A list as it is declared: search, filters, order, pages by cursor, count (docs/decisions/0052). */
export function defineList<F extends Filters, S extends string, C, Found, Row>(
  list: Declaration<F, S, C, Found, Row>,
): List<F, S, C, Row> {
  const orderOf = ({ sort }: { sort?: S | undefined }) => list.orders[sort ?? list.usual]

  async function page(query: Query<F, S, C>): Promise<Page<Row, C>> {
    const order = orderOf(query)
    const selects = await selectsOf(list, order, query, query.cursor)
    const found = await findFirst<Found & Place>(selects, order, query.limit + 1)
    const { items, nextCursor } = pageOf(found, query.limit, order.cursorOf)
    return { items: items.length === 0 ? [] : await list.load(items), nextCursor }
  }

  async function* pages(asked: Asked<F, S>) {
    let cursor: C | null | undefined
    do {
      const next: Page<Row, C> = await page({
        ...asked,
        limit: LONGEST,
        cursor: cursor ?? undefined,
      })
      yield next.items
      cursor = next.nextCursor
    } while (cursor !== null)
  }

  async function count(asked: Asked<F, S>): Promise<Total> {
    const { all } = await selectsOf(list, orderOf(asked), asked)
    const [row] = await getDb().$queryRaw<{ count: number }[]>(countOf(all, COUNTED + 1))
    const found = row?.count ?? 0
    return { count: Math.min(found, COUNTED), more: found > COUNTED }
  }

  const read = (query: URLSearchParams) => readAsked(list, query)

  function readCursor(query: URLSearchParams) {
    const given = query.get('cursor')
    return given === null ? undefined : orderOf(read(query)).read(given)
  }

  const answer: List<F, S, C, Row>['answer'] = async (query, fallback, given) => {
    const limit = readLimit(query, fallback, LONGEST)
    const cursor = readCursor(query)
    const isCounted = readBoolean(query, 'count')
    const asked = { ...read(query), ...(await given?.()) }
    const [found, total] = await Promise.all([
      page({ ...asked, limit, cursor }),
      isCounted ? count(asked) : undefined,
    ])
    return { ...found, ...(total && { total }) }
  }

  return { read, readCursor, page, pages, count, answer }
}

type Selects = Awaited<ReturnType<typeof selectsOf>>

/**
 * The first rows of a list. A search looks through the first rows of the list one by one: a common word
 * has its page there. Only what is rarer is looked up in the index.
 */
async function findFirst<T>(
  { all, near }: Selects,
  { by }: Pick<Order<never>, 'by'>,
  limit: number,
): Promise<T[]> {
  const first = await getDb().$queryRaw<T[]>(firstOf(near ?? all, by, limit))
  if (near === null || first.length === limit) return first
  return await getDb().$queryRaw<T[]>(firstOfFound(all, by, limit))
}

/** Rows in the order of their keys, for a `load` that asks by key. */
export function inOrder<T extends { id: number | string }>(found: Place[], rows: T[]): T[] {
  const byKey = new Map<unknown, T>(rows.map((row) => [row.id, row]))
  return found.flatMap(({ key }) => byKey.get(key) ?? [])
}
