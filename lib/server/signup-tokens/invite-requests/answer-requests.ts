import { AppError } from '@/lib/errors'
import { ADMIN_ROLE } from '@/lib/roles'
import { NAME_MAX } from '@/lib/schemas/fields'
import type { UpdateRequestInput, UpdateRequestsInput } from '@/lib/schemas/invite-request'
import type { AnyRequestResponse } from '@/lib/schemas/responses'
import type { Caller } from '@/lib/server/auth/auth'
import { type Db, getDb, type SignupToken } from '@/lib/server/db/db'
import { type NewEvent, recordEvent, recordEvents } from '@/lib/server/events/events'
import { HOUR, now } from '@/lib/server/runtime/clock'
import { getLinkDefaults } from '@/lib/server/settings/settings'
import { requireCreator } from '@/lib/server/signup-tokens/creators'
import {
  clampEnd,
  insertSignupToken,
  type SignupTokenRow,
} from '@/lib/server/signup-tokens/signup-tokens'
import { planChange, revoking, writeChanges } from '@/lib/server/signup-tokens/write-changes'
import { showOf } from '@/lib/signup-token-show'
import { findRequest, type RequestRow, toRequestResponse } from './request-list'

type Defaults = Awaited<ReturnType<typeof getLinkDefaults>>

/** Locks a request's row, so that it is answered once, and returns it. Throws `NotFoundError`. */
async function lockRequest(tx: Db, id: number): Promise<RequestRow> {
  await tx.$queryRaw`SELECT 1 FROM "InviteRequest" WHERE "id" = ${id} FOR UPDATE`
  const row = await findRequest(tx, id)
  if (!row) throw new AppError('NotFoundError')
  return row
}

/**
 * A link for one person, otherwise like the one at which they asked. Who asks at the link of an administrator
 * gets the role of the settings: an answer is one press, and must not hand out that right unnoticed.
 */
function freshLink(link: SignupToken, { hours, roleId }: Defaults) {
  const { title } = showOf(link)
  return {
    name: [...`Fresh invite: ${link.name}`].slice(0, NAME_MAX).join(''),
    expiresAt: clampEnd(new Date(now().getTime() + hours * HOUR)),
    startsAt: null,
    maxUses: 1,
    roleId: link.roleId === ADMIN_ROLE ? roleId : link.roleId,
    ...(title !== undefined && { show: { title } }),
  }
}

function eventOf(
  actor: Caller,
  request: { id: number; signupTokenId: string },
  type: NewEvent['type'],
): NewEvent {
  return { type, actor, signupTokenId: request.signupTokenId, data: { request: request.id } }
}

/**
 * Answers a request with a fresh link for one person, with the lifetime of the settings and the role of the
 * link at which they asked, but for Admin. A request that is answered already keeps its link, which is returned.
 */
export async function answerRequest(actor: Caller, id: number): Promise<SignupTokenRow> {
  const defaults = await getLinkDefaults()
  return await getDb().$transaction(async (tx) => {
    // People before requests, as where a person is deleted with their requests.
    if (actor.userId !== null) await requireCreator(tx, actor.userId)
    const request = await lockRequest(tx, id)
    if (request.answer) return request.answer
    const row = await insertSignupToken(tx, actor, freshLink(request.signupToken, defaults))
    const data = { state: 'answered', answeredAt: now(), answerId: row.id }
    await tx.inviteRequest.update({ where: { id }, data })
    await recordEvent(tx, {
      ...eventOf(actor, request, 'invite-request-answered'),
      data: { request: id, answer: row.id },
    })
    return row
  })
}

/**
 * Dismisses a request, or opens it again. Opening an answered one revokes its link. Throws
 * `RequestAnsweredError` where somebody has joined through that link, and for dismissing an answered one.
 */
export async function updateRequest(
  actor: Caller,
  id: number,
  { state }: UpdateRequestInput,
): Promise<AnyRequestResponse> {
  const row = await getDb().$transaction(async (tx) => {
    const request = await lockRequest(tx, id)
    if (request.state === state) return request
    if (request.answer) {
      if (state === 'dismissed') throw new AppError('RequestAnsweredError')
      await takeBack(tx, actor, request.answer)
    }
    const data = { state, answeredAt: null, answerId: null }
    await tx.inviteRequest.update({ where: { id }, data })
    await recordEvent(tx, eventOf(actor, request, eventTypes[state]))
    return { ...request, ...data, answer: null }
  })
  return toRequestResponse(row)
}

const eventTypes = {
  open: 'invite-request-reopened',
  dismissed: 'invite-request-dismissed',
} as const

/** Revokes the link of an answer. The lock makes a sign-up under way come before or after it. */
async function takeBack(tx: Db, actor: Caller, { id }: SignupToken): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "SignupToken" WHERE "id" = ${id} FOR UPDATE`
  const link = await tx.signupToken.findUniqueOrThrow({ where: { id } })
  if (link.useCount > 0) {
    const message = 'Somebody joined through the link of this answer, so it stays answered.'
    throw new AppError('RequestAnsweredError', { message })
  }
  const planned = planChange(link, revoking(link))
  if (planned) await writeChanges(tx, actor, [planned])
}

type Changed = { id: number; signupTokenId: string }

/**
 * Dismisses the open ones of some requests, or opens the dismissed ones, in one statement. Returns the ids of
 * those that changed; all others stay as they are.
 */
export async function updateRequests(
  actor: Caller,
  { state, ids }: UpdateRequestsInput,
): Promise<number[]> {
  const from = state === 'open' ? 'dismissed' : 'open'
  return await getDb().$transaction(async (tx) => {
    const changed = await tx.$queryRaw<Changed[]>`
      WITH held AS (
        SELECT "id" FROM "InviteRequest"
        WHERE "id" = ANY (${ids}::int[]) AND "state" = ${from}
        ORDER BY "id" FOR UPDATE
      )
      UPDATE "InviteRequest" AS request SET "state" = ${state}
      FROM held WHERE request."id" = held."id"
      RETURNING request."id", request."signupTokenId"`
    await recordEvents(
      tx,
      changed.map((request) => eventOf(actor, request, eventTypes[state])),
    )
    return changed.map(({ id }) => id).sort((a, b) => a - b)
  })
}
