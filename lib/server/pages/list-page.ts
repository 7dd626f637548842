import { AppError } from '@/lib/errors'
import { fieldMessage } from '@/lib/field-errors'
import type { List } from '@/lib/server/db/list'

/** How many rows a page shows. */
const PAGE = 50

type Shown<Row, C> = { items: Row[]; nextCursor: C | null; problem: string | null }

/** What the page of a list shows for its query. A bad query finds nothing, and a sentence says why. */
export async function listPage<F, S extends string, C, Row>(
  list: List<F, S, C, Row>,
  query: URLSearchParams,
): Promise<Shown<Row, C>> {
  return await orProblem<Omit<Shown<Row, C>, 'problem'>, typeof noRows>(async () => {
    const cursor = list.readCursor(query)
    return await list.page({ ...list.read(query), cursor, limit: PAGE })
  }, noRows)
}

/** A page on which nothing is found. */
export const noRows = { items: [], nextCursor: null }

/** What a page shows: what it finds, or nothing and a sentence that says what is wrong with its query. */
export async function orProblem<T extends object, N extends object>(
  find: () => Promise<T>,
  nothing: N,
): Promise<(T | N) & { problem: string | null }> {
  try {
    return { ...(await find()), problem: null }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const [first] = error.problems
    const problem = first ? fieldMessage(first.code, first.values) : error.message
    return { ...nothing, problem }
  }
}
