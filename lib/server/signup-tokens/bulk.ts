import { AppError } from '@/lib/errors'
import { fieldMessage } from '@/lib/field-errors'
import type { BulkInput } from '@/lib/schemas/bulk'
import { toInstant } from '@/lib/schemas/fields'
import type { BulkResponse } from '@/lib/schemas/responses'
import type { Caller } from '@/lib/server/auth/auth'
import { type Db, getDb, type Json, type SignupToken } from '@/lib/server/db/db'
import { recordEvent } from '@/lib/server/events/events'
import { now } from '@/lib/server/runtime/clock'
import { takeOver } from './changes'
import { clampEnd, requireCreator } from './signup-tokens'
import { isTokenOf, tokenId } from './token'

type Result = BulkResponse['results'][number]
type Change = { data: Partial<SignupToken>; type: 'updated' | 'revoked' | 'restored' }
type Planned = { link: SignupToken; change: Change }

/**
 * Changes many links in one transaction, each with its event. What cannot be changed is told link by
 * link, and does not keep the others from changing.
 */
export async function changeSignupTokens(actor: Caller, input: BulkInput): Promise<BulkResponse> {
  const ends = endsOf(input)
  const { tokens, action } = input
  return await getDb().$transaction(async (tx) => {
    if (action === 'resume' && actor.userId !== null) await requireCreator(tx, actor.userId)
    const links = await lockLinks(tx, tokens.map(idOf))
    const planned = new Map<string, Planned>()
    const results = tokens.map((token, index): Result => {
      const link = findNamed(links, token)
      if (!link) return resultOf(token, 'missing')
      if (planned.has(link.id)) return resultOf(token, 'unchanged')
      const change = plans[action](link, actor, ends[index])
      if (change === 'startsAfterEnd') return resultOf(token, 'refused', fieldMessage(change))
      if (change === null) return resultOf(token, 'unchanged')
      planned.set(link.id, { link, change })
      return { ...resultOf(token, 'changed'), endedBefore: link.expiresAt.toISOString() }
    })
    await apply(tx, actor, [...planned.values()])
    return { results }
  })
}

/** The link that a text names: by its id, or by the token that it has now. */
function findNamed(links: Map<string, SignupToken>, text: string): SignupToken | null {
  const link = links.get(idOf(text)) ?? null
  return isId(text) || isTokenOf(text, link) ? link : null
}

function resultOf(token: string, result: Result['result'], reason: string | null = null): Result {
  return { token, result, reason, endedBefore: null }
}

/** The new end of each link, for `extend`. One end for all has to be ahead and is clamped. */
function endsOf({ tokens, expiresAt, ends }: BulkInput): Date[] {
  // Ends given one by one are those of before: they may be over.
  if (ends) return ends.map((end) => clampEnd(toInstant(end)))
  if (expiresAt === undefined) return []
  const end = toInstant(expiresAt)
  if (end <= now()) {
    throw new AppError('BadDataError', {
      problems: [{ path: '/body/expiresAt', code: 'expiresInPast' }],
    })
  }
  return tokens.map(() => clampEnd(end))
}

function isId(token: string): boolean {
  return /^[0-9a-f]{16}$/.test(token)
}

function idOf(token: string): string {
  return isId(token) ? token : (tokenId(token) ?? '')
}

/** Locks the rows, always in the same order, so that two bulk changes wait and do not block. */
async function lockLinks(tx: Db, ids: string[]): Promise<Map<string, SignupToken>> {
  await tx.$queryRaw`
    SELECT 1 FROM "SignupToken" WHERE "id" = ANY(${ids}::text[]) ORDER BY "id" FOR UPDATE`
  const rows = await tx.signupToken.findMany({ where: { id: { in: ids } } })
  return new Map(rows.map((row) => [row.id, row]))
}

type Plan = Change | null | 'startsAfterEnd'
type Plans = (link: SignupToken, actor: Caller, end: Date | undefined) => Plan

/** What each action means for a link: a change, null where it is so already, or why it cannot be. */
const plans: Record<BulkInput['action'], Plans> = {
  pause: ({ enabled }) => (enabled ? { data: { enabled: false }, type: 'updated' } : null),
  resume: (link, actor) => {
    const data = { enabled: true, ...takeOver(link, actor) }
    return link.enabled && !link.makerLost ? null : { data, type: 'updated' }
  },
  revoke: ({ revokedAt }) => (revokedAt ? null : { data: { revokedAt: now() }, type: 'revoked' }),
  restore: ({ revokedAt }) => (revokedAt ? { data: { revokedAt: null }, type: 'restored' } : null),
  extend: ({ startsAt, expiresAt }, _, end) => {
    if (!end || end.getTime() === expiresAt.getTime()) return null
    if (startsAt && startsAt >= end) return 'startsAfterEnd'
    return { data: { expiresAt: end }, type: 'updated' }
  },
}

/** Writes the changes, equal ones by one statement, and an event for each link. */
async function apply(tx: Db, actor: Caller, planned: Planned[]): Promise<void> {
  const groups = new Map<string, { ids: string[]; data: Partial<SignupToken> }>()
  for (const { link, change } of planned) {
    const key = JSON.stringify(change.data)
    const group = groups.get(key) ?? { ids: [], data: change.data }
    groups.set(key, group)
    group.ids.push(link.id)
  }
  for (const { ids, data } of groups.values()) {
    const where = { id: { in: ids } }
    await tx.signupToken.updateMany({ where, data: { ...data, version: { increment: 1 } } })
  }
  for (const { link, change } of planned) {
    const facts: Json = JSON.parse(JSON.stringify(change.data))
    const type = `public-signup-token-${change.type}` as const
    await recordEvent(tx, { type, actor, signupTokenId: link.id, data: facts })
  }
}
