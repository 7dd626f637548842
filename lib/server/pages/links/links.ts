import { AppError } from '@/lib/errors'
import { EXACT } from '@/lib/row-counts'
import { noRows, orProblem } from '@/lib/server/pages/list-page'
import { askedBy, hasLinks, links } from '@/lib/server/signup-tokens/lists/links'
import { countByState } from '@/lib/server/signup-tokens/lists/state-counts'
import type { LinkFilters } from '@/lib/signup-token-filters'
import { countRequests, linkFormFacts, linkView } from './link-view'

const PAGE = 50

/** Where a page of a list begins, or before what it ends. */
type At = { cursor?: string | undefined; before?: string | undefined }

/** The page at a place; where the address holds none that makes sense, the first. */
async function leafAt(asked: ReturnType<typeof askedBy>, { cursor, before }: At) {
  try {
    return await links.leaf({ ...asked, cursor, limit: PAGE }, before)
  } catch (error) {
    if ((cursor ?? before) === undefined || !(error instanceof AppError)) throw error
    return await links.leaf({ ...asked, limit: PAGE })
  }
}

/** How many links a search finds; without one the counts of the states say it. */
async function countFound(asked: ReturnType<typeof askedBy>): Promise<number | null> {
  if (!asked.q) return null
  const { count, more } = await links.estimate(asked, EXACT)
  return more ? EXACT + 1 : count
}

const nothing = { ...noRows, previousCursor: null, found: null }

/** What the list of links shows: one page of what the filters find, or a sentence why nothing can be. */
export async function linksPage(filters: LinkFilters, at: At = {}) {
  const [shown, counts, facts] = await Promise.all([
    orProblem(async () => {
      const asked = askedBy(filters)
      const [leaf, found] = await Promise.all([leafAt(asked, at), countFound(asked)])
      return { ...leaf, found }
    }, nothing),
    countByState(filters.role || undefined),
    linkFormFacts(),
  ])
  const { items, ...page } = shown
  const requests = await countRequests(items.map(({ id }) => id))
  const rows = items.map((row) => ({ ...linkView(row), requests: requests.get(row.id) ?? 0 }))
  return { ...page, links: rows, counts, facts, any: rows.length > 0 || (await hasLinks()) }
}
