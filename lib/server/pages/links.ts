import { AppError } from '@/lib/errors'
import { readSearch } from '@/lib/server/db/search'
import { events } from '@/lib/server/events/list'
import { inviteRequests } from '@/lib/server/signup-tokens/invite-requests'
import { askedBy, hasLinks, links } from '@/lib/server/signup-tokens/list'
import { joinsByDay, members } from '@/lib/server/signup-tokens/members'
import type { LinkFilters } from '@/lib/signup-token-filters'
import { countRequests, linkFormFacts, linkView } from './link-view'
import { noRows, orProblem } from './list-page'

const PAGE = 50

/** The page after a cursor; where the address holds none that makes sense, the first. */
async function firstOrNext(asked: ReturnType<typeof askedBy>, cursor: string | undefined) {
  try {
    return await links.page({ ...asked, cursor, limit: PAGE })
  } catch (error) {
    if (cursor === undefined || !(error instanceof AppError)) throw error
    return await links.page({ ...asked, limit: PAGE })
  }
}

/** What the list of links shows: one page of what the filters find, or a sentence why nothing can be. */
export async function linksPage(filters: LinkFilters, cursor: string | undefined) {
  const [{ items, nextCursor, problem }, facts] = await Promise.all([
    orProblem(async () => await firstOrNext(askedBy(filters), cursor), noRows),
    linkFormFacts(),
  ])
  const requests = await countRequests(items.map(({ id }) => id))
  const found = items.map((row) => ({ ...linkView(row), requests: requests.get(row.id) ?? 0 }))
  return { links: found, nextCursor, problem, facts, any: found.length > 0 || (await hasLinks()) }
}

/** The data of the page of a link: members, dates, invite requests, activity. */
export async function linkDetails(id: string, q: string, cursor: number | undefined) {
  const [found, days, requests, happened, facts] = await Promise.all([
    orProblem(
      async () => await members.page({ link: id, q: readSearch(q), cursor, limit: PAGE }),
      noRows,
    ),
    joinsByDay(id, 30),
    inviteRequests.page({ link: id, limit: 100 }),
    events.page({ signupTokenId: id, limit: 40 }),
    linkFormFacts(),
  ])
  // Each join leaves two events; here one of them says enough.
  const shown = happened.items.filter(({ type }) => type !== 'user-created').slice(0, 20)
  return { members: found, days, requests: requests.items, events: shown, facts }
}
