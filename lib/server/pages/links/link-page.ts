import { readNumber } from '@/lib/api/parameters'
import { getDb, sql } from '@/lib/server/db/db'
import { readSearch } from '@/lib/server/db/search'
import { noRows, orProblem } from '@/lib/server/pages/list-page'
import { getSettings } from '@/lib/server/settings/settings'
import { linkCounts } from '@/lib/server/signup-tokens/counts/counts'
import { allRequests } from '@/lib/server/signup-tokens/invite-requests/request-list'
import { joinsByDay, members } from '@/lib/server/signup-tokens/lists/members'
import { countRequests, linkFormFacts, type linkView } from './link-view'

const linkTabs = ['people', 'numbers', 'requests', 'activity'] as const

export type LinkTab = (typeof linkTabs)[number]

/** What is listed on the page of a link: who joined, unless its address names something else. */
export function readLinkTab(given: string | undefined): LinkTab {
  return linkTabs.find((tab) => tab === given) ?? 'people'
}

/** What every tab of a link's page shows: how the link does, and what its dialogs need. */
export async function linkFacts(id: string) {
  const [counts, days, requests, facts, settings] = await Promise.all([
    linkCounts(id),
    joinsByDay(id, 30),
    countRequests([id]),
    linkFormFacts(),
    getSettings(),
  ])
  return { counts, days, openRequests: requests.get(id) ?? 0, facts, settings }
}

/** How many of the latest events of a link are looked through: a popular one has many refusals. */
const LATEST = 1000

type Stopped = Pick<ReturnType<typeof linkView>, 'id' | 'state' | 'creatorLost'>

/** When and by whom a link was revoked or paused; null where that is not known, or nobody did it. */
export async function whoStopped({ id, state, creatorLost }: Stopped) {
  if ((state !== 'revoked' && state !== 'paused') || creatorLost) return null
  const paused = sql`("type" = 'public-signup-token-updated' AND "data" #>> '{enabled,to}' = 'false'
    OR "type" = 'public-signup-token-reversed' AND "data" ->> 'paused' = 'true')`
  const [event] = await getDb().$queryRaw<{ at: Date; by: string | null }[]>`
    SELECT event."createdAt" AS "at", coalesce("User"."name", event."actorName") AS "by"
    FROM (
      SELECT * FROM "Event" WHERE "signupTokenId" = ${id} ORDER BY "id" DESC LIMIT ${LATEST}
    ) AS event LEFT JOIN "User" ON "User"."id" = event."actorUserId"
    WHERE ${state === 'revoked' ? sql`"type" = 'public-signup-token-revoked'` : paused}
    ORDER BY event."id" DESC LIMIT 1`
  return event ? { at: event.at.toISOString(), by: event.by } : null
}

type Asked = { q?: string; cursor?: string; before?: string }

/** People on one page: few enough for a phone. */
const PEOPLE = 25

/** One page of those who joined through a link. */
export async function linkMembers(id: string, { q = '', cursor = '', before = '' }: Asked) {
  const page = await orProblem(
    async () => {
      const query = { link: id, q: readSearch(q), limit: PEOPLE }
      const place = { cursor: readNumber(cursor) ?? undefined }
      return await members.leaf({ ...query, ...place }, readNumber(before) ?? undefined)
    },
    { ...noRows, previousCursor: null },
  )
  const items = page.items.map(({ useId, name, joinedAt, ...member }) => ({
    ...member,
    id: useId,
    name: name ?? '',
    joinedAt: joinedAt.toISOString(),
  }))
  return { ...page, items }
}

/** Who asked for a new invite at a link, in every state. */
export async function linkRequests(id: string, { cursor = '', before = '' }: Asked) {
  const place = { cursor: readNumber(cursor) ?? undefined }
  const [page, total] = await Promise.all([
    allRequests.leaf({ link: id, limit: PEOPLE, ...place }, readNumber(before) ?? undefined),
    getDb().inviteRequest.count({ where: { signupTokenId: id } }),
  ])
  return { ...page, total }
}
