import { requestsQuery } from '@/lib/api/lists'
import { EXACT } from '@/lib/row-counts'
import { type RequestState, requestStates } from '@/lib/schemas/invite-request'
import type { AnyRequestResponse } from '@/lib/schemas/responses'
import { type Db, getDb, type SignupToken, sql } from '@/lib/server/db/db'
import { defineList, inOrder } from '@/lib/server/db/list'
import { filter } from '@/lib/server/db/list-declaration'
import { newestFirst, type Place } from '@/lib/server/db/order'
import { searched } from '@/lib/server/db/search'
import { now } from '@/lib/server/runtime/clock'
import { inviteUrl } from '@/lib/server/signup-tokens/responses'
import { withCreator } from '@/lib/server/signup-tokens/signup-tokens'
import { inviteToken } from '@/lib/server/signup-tokens/token'
import { inviteState } from '@/lib/signup-token-state'

/** Both links of a request: where it was made, and the one that answers it. */
const withLinks = { signupToken: true, answer: { include: withCreator } } as const

/** A request with its links. */
export async function findRequest(tx: Db, id: number) {
  return await tx.inviteRequest.findUnique({ where: { id }, include: withLinks })
}

export type RequestRow = NonNullable<Awaited<ReturnType<typeof findRequest>>>

function serializeLink(link: SignupToken) {
  const { id, name } = link
  return { id, name, state: inviteState(link, now()), secret: inviteToken(link) }
}

function serializeAnswer(link: SignupToken) {
  const { expiresAt, useCount } = link
  const dates = { expiresAt: expiresAt.toISOString() }
  return { ...serializeLink(link), url: inviteUrl(link), ...dates, useCount }
}

/** A request as the API shows it. */
export function toRequestResponse(row: RequestRow): AnyRequestResponse {
  return {
    id: row.id,
    email: row.email,
    createdAt: row.createdAt.toISOString(),
    // A CHECK of the database holds it to these.
    state: requestStates.find((state) => state === row.state) ?? 'open',
    link: serializeLink(row.signupToken),
    answeredAt: row.answeredAt?.toISOString() ?? null,
    answer: row.answer && serializeAnswer(row.answer),
  }
}

/** Nobody shares the links of first administrators; earlier versions took requests there. */
const ofSharedLink = sql`NOT (
  SELECT "bootstrap" FROM "SignupToken" WHERE "SignupToken"."id" = "signupTokenId"
)`

/** Invite requests over all links, newest first. */
export const allRequests = defineList({
  query: requestsQuery,
  filters: {
    /** The id of the link at which people asked. */
    link: filter((link: string) => sql`"signupTokenId" = ${link}`),
    state: filter((state: RequestState) => sql`"state" = ${state}`),
  },
  sources: () => [{ from: sql`"InviteRequest"`, keys: [sql`"id"`], where: [ofSharedLink] }],
  search: { text: searched.inviteRequest, hasIndex: true },
  orders: { newest: newestFirst },
  load: async (found: Place[]) => {
    const where = { id: { in: found.map(({ key }) => Number(key)) } }
    const rows = await getDb().inviteRequest.findMany({ where, include: withLinks })
    return inOrder(found, rows).map(toRequestResponse)
  },
})

/** How many requests are in a state; one more than `EXACT` stands for more. */
export async function countRequestsIn(state: RequestState): Promise<number> {
  const { count, more } = await allRequests.count({ state }, EXACT)
  return more ? EXACT + 1 : count
}
