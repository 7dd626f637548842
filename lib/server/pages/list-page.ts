import { getTranslations } from 'next-intl/server'
import { AppError } from '@/lib/errors'
import { EXACT } from '@/lib/row-counts'
import type { List } from '@/lib/server/db/list'

/** How many rows a page shows. */
const PAGE = 50

type Shown<Row, C> = {
  items: Row[]
  nextCursor: C | null
  /** The cursor of the page before, `''` for the first; null on the first. */
  previousCursor: C | '' | null
  total: { count: number; more: boolean }
}

/**
 * What the page of a list shows for its query: what follows its `cursor` or precedes its `before`. A bad
 * query finds nothing, and a sentence says why.
 */
export async function listPage<F, S extends string, C, Row>(
  list: List<F, S, C, Row>,
  query: URLSearchParams,
): Promise<Shown<Row, C> & { problem: string | null }> {
  return await orProblem<Shown<Row, C>, typeof noLeaf>(async () => {
    const asked = list.read(query)
    const cursor = list.readCursor(query)
    const before = list.readCursor(query, 'before')
    const [leaf, total] = await Promise.all([
      list.leaf({ ...asked, cursor, limit: PAGE }, before),
      list.estimate(asked, EXACT),
    ])
    // Whatever followed the cursor is gone since.
    const isLost = cursor !== undefined && leaf.items.length === 0
    return { ...leaf, previousCursor: isLost ? '' : leaf.previousCursor, total }
  }, noLeaf)
}

/** A page on which nothing is found. */
export const noRows = { items: [], nextCursor: null }

const noLeaf = { ...noRows, previousCursor: null, total: { count: 0, more: false } }

/** What a page shows: what it finds, or nothing and a sentence that says what is wrong with its query. */
export async function orProblem<T extends object, N extends object>(
  find: () => Promise<T>,
  nothing: N,
): Promise<(T | N) & { problem: string | null }> {
  try {
    return { ...(await find()), problem: null }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { ...nothing, problem: await problemText(error) }
  }
}

/** What is wrong, in the page's language. */
async function problemText({ problems: [first] }: AppError): Promise<string> {
  const [errors, desk] = await Promise.all([
    getTranslations('errors'),
    getTranslations('desk.problems'),
  ])
  return first ? errors(first.code, first.values) : desk('busy')
}
