import { AppError } from '@/lib/errors'
import { fieldMessage } from '@/lib/field-errors'
import type { BulkInput } from '@/lib/schemas/bulk'
import { toInstant } from '@/lib/schemas/fields'
import type { BulkResponse } from '@/lib/schemas/responses'
import type { Caller } from '@/lib/server/auth/auth'
import { type Db, getDb, type SignupToken } from '@/lib/server/db/db'
import { now } from '@/lib/server/runtime/clock'
import { requireCreator, takeOver } from './creators'
import { clampEnd } from './signup-tokens'
import { isTokenOf, tokenId } from './token'
import {
  type LinkChange,
  type PlannedChange,
  planChange,
  revoking,
  writeChanges,
} from './write-changes'

type Result = BulkResponse['results'][number]

/**
 * Changes many links in one transaction, each with its event. Links that cannot be changed are reported
 * one by one, and do not prevent the other changes.
 */
export async function changeSignupTokens(actor: Caller, input: BulkInput): Promise<BulkResponse> {
  const ends = endsOf(input)
  const { tokens, action } = input
  return await getDb().$transaction(async (tx) => {
    if (action === 'resume' && actor.userId !== null) await requireCreator(tx, actor.userId)
    const links = await lockLinks(tx, tokens.map(idOf))
    const planned = new Map<string, PlannedChange>()
    const results = tokens.map((token, index): Result => {
      const link = findNamed(links, token)
      if (!link) return resultOf(token, 'missing')
      if (planned.has(link.id)) return resultOf(token, 'unchanged')
      const change = changes[action](link, actor, ends[index])
      if (change === 'startsAfterEnd') return resultOf(token, 'refused', fieldMessage(change))
      const plan = planChange(link, change)
      if (!plan) return resultOf(token, 'unchanged')
      planned.set(link.id, plan)
      return { ...resultOf(token, 'changed'), endedBefore: link.expiresAt.toISOString() }
    })
    await writeChanges(tx, actor, [...planned.values()])
    return { results }
  })
}

/** Finds a link by its id or its current token. */
function findNamed(links: Map<string, SignupToken>, text: string): SignupToken | null {
  const link = links.get(idOf(text)) ?? null
  return isId(text) || isTokenOf(text, link) ? link : null
}

function resultOf(token: string, result: Result['result'], reason: string | null = null): Result {
  return { token, result, reason, endedBefore: null }
}

/** The new end of each link, for `extend`. A common end has to be in the future and is clamped. */
function endsOf({ tokens, expiresAt, ends }: BulkInput): Date[] {
  // Ends given per link are former ones, which may be in the past.
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

/** Locks the rows, always in the same order, so that two bulk changes cannot deadlock. */
async function lockLinks(tx: Db, ids: string[]): Promise<Map<string, SignupToken>> {
  await tx.$queryRaw`
    SELECT 1 FROM "SignupToken" WHERE "id" = ANY(${ids}::text[]) ORDER BY "id" FOR UPDATE`
  const rows = await tx.signupToken.findMany({ where: { id: { in: ids } } })
  return new Map(rows.map((row) => [row.id, row]))
}

type Change = (
  link: SignupToken,
  actor: Caller,
  end: Date | undefined,
) => LinkChange | 'startsAfterEnd'

/** The effect of each action on a link: a change, or why it is impossible. */
const changes: Record<BulkInput['action'], Change> = {
  pause: () => ({ data: { enabled: false }, type: 'updated' }),
  resume: (link, actor) => ({
    data: { enabled: true, ...takeOver(link, actor) },
    type: 'updated',
  }),
  revoke: revoking,
  restore: () => ({ data: { revokedAt: null }, type: 'restored' }),
  extend: ({ startsAt, expiresAt: before }, _, expiresAt = before) =>
    startsAt && startsAt >= expiresAt ? 'startsAfterEnd' : { data: { expiresAt }, type: 'updated' },
}
