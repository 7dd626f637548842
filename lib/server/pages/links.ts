import { AppError } from '@/lib/errors'
import { listEvents } from '@/lib/server/events/events'
import { listInviteRequests } from '@/lib/server/signup-tokens/invite-requests'
import { hasLinks, listLinks } from '@/lib/server/signup-tokens/list'
import { joinsByDay, searchMembers } from '@/lib/server/signup-tokens/members'
import type { LinkFilters } from '@/lib/signup-token-filters'
import { countRequests, linkFormFacts, linkView } from './link-view'

const PAGE = 50

/** The page after a cursor; where the address holds none that makes sense, the first. */
async function firstOrNext(filters: LinkFilters, cursor: string | undefined) {
  try {
    return await listLinks({ ...filters, cursor, limit: PAGE })
  } catch (error) {
    if (cursor === undefined || !(error instanceof AppError)) throw error
    return await listLinks({ ...filters, limit: PAGE })
  }
}

/** What the list of links shows: one page of what the filters find. */
export async function linksPage(filters: LinkFilters, cursor: string | undefined) {
  const [{ items, nextCursor }, facts] = await Promise.all([
    firstOrNext(filters, cursor),
    linkFormFacts(),
  ])
  const requests = await countRequests(items.map(({ id }) => id))
  const links = items.map((row) => ({ ...linkView(row), requests: requests.get(row.id) ?? 0 }))
  return { links, nextCursor, facts, any: links.length > 0 || (await hasLinks()) }
}

/** What the page of one link shows beside the link: who came, when, who asks, what happened. */
export async function linkDetails(id: string, q: string, cursor: number | undefined) {
  const [members, days, { requests }, events, facts] = await Promise.all([
    searchMembers(id, { q, cursor, limit: PAGE }),
    joinsByDay(id, 30),
    listInviteRequests(id, { limit: 100 }),
    listEvents({ signupTokenId: id, limit: 40 }),
    linkFormFacts(),
  ])
  // Each join leaves two events; here one of them says enough.
  const shown = events.items.filter(({ type }) => type !== 'user-created').slice(0, 20)
  return { members, days, requests, events: shown, facts }
}
