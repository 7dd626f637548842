import { getDb } from './db'
import { type Asked, type Declaration, type Filters, orderOf } from './list-declaration'
import { firstOf, firstOfFound, foundIn, selectsOf } from './list-statements'
import { backwards, type Order, type Place } from './order'
import { type Page, pageOf } from './paging'

export type Query<F, S, C> = Asked<F, S> & { limit: number; cursor?: C | undefined }

/** A page of a list that is leafed through: with the cursor of the page before, null on the first. */
export type Leaf<Row, C> = Page<Row, C> & { previousCursor: C | null }

/** How a list is leafed through, forwards and backwards. */
export function leavesOf<F extends Filters, S extends string, C, Found, Row>(
  list: Declaration<F, S, C, Found, Row>,
) {
  const load = async (found: (Found & Place)[]) =>
    found.length === 0 ? [] : await list.load(found)

  async function after(query: Query<F, S, C>): Promise<Leaf<Row, C>> {
    const order = orderOf(list, query)
    const selects = await selectsOf(list, order, query, query.cursor)
    const found = await findFirst<Found & Place>(selects, order, query.limit + 1)
    const { items, nextCursor } = pageOf(found, query.limit, order.cursorOf)
    const [first] = items
    const previousCursor = query.cursor === undefined || !first ? null : order.cursorOf(first)
    return { items: await load(items), nextCursor, previousCursor }
  }

  /** The page before a cursor; where that is not full, the first page, which is. */
  async function before(query: Query<F, S, C>, cursor: C): Promise<Leaf<Row, C>> {
    const order = orderOf(list, query)
    const back = backwards(order)
    const selects = await selectsOf(list, back, query, cursor)
    const found = await findFirst<Found & Place>(selects, back, query.limit + 1)
    const items = found.slice(0, query.limit).reverse()
    const [first, last] = [items[0], items.at(-1)]
    if (found.length <= query.limit || !first || !last) {
      return await after({ ...query, cursor: undefined })
    }
    const [previousCursor, nextCursor] = [order.cursorOf(first), order.cursorOf(last)]
    return { items: await load(items), nextCursor, previousCursor }
  }

  return { after, before }
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
  const selects = near === null ? all : foundIn(near)
  const first = await getDb().$queryRaw<T[]>(firstOf(selects, by, limit))
  if (near === null || first.length === limit) return first
  return await getDb().$queryRaw<T[]>(firstOfFound(all, by, limit))
}
