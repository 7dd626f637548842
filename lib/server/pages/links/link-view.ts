import { cache } from 'react'
import { AppError } from '@/lib/errors'
import { getDb } from '@/lib/server/db/db'
import { now } from '@/lib/server/runtime/clock'
import { getEnv } from '@/lib/server/runtime/env'
import { getSettings } from '@/lib/server/settings/settings'
import { creatorOf, inviteUrl } from '@/lib/server/signup-tokens/responses'
import { type SignupTokenRow, withCreator } from '@/lib/server/signup-tokens/signup-tokens'
import { showOf } from '@/lib/signup-token-show'
import { inviteState } from '@/lib/signup-token-state'

/** A link for the admin pages; instants are text, so that it can be sent to the browser. */
export function linkView(row: SignupTokenRow) {
  return {
    id: row.id,
    name: row.name,
    show: showOf(row),
    url: inviteUrl(row),
    state: inviteState(row, now()),
    creatorLost: row.creatorLost,
    enabled: row.enabled,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    roleId: row.role.id,
    role: row.role.name,
    useCount: row.useCount,
    maxUses: row.maxUses,
    expiresAt: row.expiresAt.toISOString(),
    startsAt: row.startsAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    creator: row.createdBy?.name ?? creatorOf(row),
    creatorEmail: row.createdBy?.email ?? null,
    version: row.version,
  }
}

/** A link by its id, or null. Read once per request. */
export const findLinkById = cache(async (id: string) => {
  if (!/^[0-9a-f]{16}$/.test(id)) return null
  return await getDb().signupToken.findUnique({ where: { id }, include: withCreator })
})

/** A link by its id, or `NotFoundError`. */
export async function getLinkById(id: string): Promise<SignupTokenRow> {
  const row = await findLinkById(id)
  if (!row) throw new AppError('NotFoundError')
  return row
}

/** The data of the dialog that creates links. */
export async function linkFormFacts() {
  const { publicUrl, inviteMaxLifetimeDays } = getEnv()
  const settings = await getSettings()
  return {
    defaults: settings.linkDefaults,
    instance: settings.instanceName,
    origin: publicUrl,
    maxDays: inviteMaxLifetimeDays,
    roleTexts: settings.roleDescriptions,
    now: now().toISOString(),
  }
}

/** The number of open invite requests of each of these links. */
export async function countRequests(ids: string[]): Promise<Map<string, number>> {
  const groups = await getDb().inviteRequest.groupBy({
    by: ['signupTokenId'],
    where: { signupTokenId: { in: ids }, state: 'open' },
    _count: true,
  })
  return new Map(groups.map(({ signupTokenId, _count }) => [signupTokenId, _count]))
}
