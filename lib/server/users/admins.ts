import { AppError } from '@/lib/errors'
import { ADMIN_ROLE } from '@/lib/roles'
import { type Caller, requireStillValid } from '@/lib/server/auth/auth'
import { type Db, lock } from '@/lib/server/db/db'
import { recordEvents, system } from '@/lib/server/events/events'
import { now } from '@/lib/server/runtime/clock'
import { pauseLinksOf, resumeLinksOf } from '@/lib/server/signup-tokens/creators'
import { changeEvent } from '@/lib/server/signup-tokens/write-changes'

type Rights = { roleId: number; enabled: boolean }

/** Whether somebody counts as an administrator: the role, and an enabled account. */
export function isAdmin(user: Rights): boolean {
  return user.roleId === ADMIN_ROLE && user.enabled
}

/**
 * Throws `PermissionError` if a personal API token would take over an administrator's account, including
 * its owner's: reset the password, delete the account, change its address or role. These require an
 * administrator in a browser.
 */
export function requirePowerOver({ via }: Caller, user: { roleId: number }): void {
  if (via !== 'personal-token' || user.roleId !== ADMIN_ROLE) return
  const message = "A personal API token may not do this to an administrator's account."
  throw new AppError('PermissionError', { message })
}

/**
 * The first lock of every change of people and their rights. Under it, checks again whether the caller
 * still has the right, which may have been lost while waiting. Throws `AuthenticationRequired`,
 * `UnauthorizedError` or `PermissionError`.
 */
export async function lockAdmins(tx: Db, actor: Caller): Promise<void> {
  await lock(tx, 'admins')
  await requireStillValid(tx, actor)
}

/**
 * Pauses or resumes the links of a person whose right to create links changes. Call it before the person's
 * row changes, with the row locked (docs/decisions/0050).
 */
export async function keepLinksOf(
  tx: Db,
  actor: Caller,
  before: Rights & { id: number },
  wanted: Rights,
): Promise<void> {
  if (isAdmin(before) && !isAdmin(wanted)) {
    const reason = wanted.enabled ? 'creator-demoted' : 'creator-disabled'
    await pauseLinksOf(tx, actor, [before.id], reason)
  }
  if (!isAdmin(before) && isAdmin(wanted)) {
    const reason = before.enabled ? 'creator-promoted' : 'creator-enabled'
    await resumeLinksOf(tx, actor, [before.id], reason)
  }
}

/** The number of enabled administrators. */
export async function countAdmins(db: Db): Promise<number> {
  return await db.user.count({ where: { roleId: ADMIN_ROLE, enabled: true } })
}

/** Throws unless an enabled administrator is left. Call under the `admins` lock. */
export async function requireAnAdmin(tx: Db): Promise<void> {
  if ((await countAdmins(tx)) === 0) throw new AppError('LastAdminError')
}

/** Revokes the link for the first administrator once there is one. */
export async function retireBootstrapLinks(tx: Db): Promise<void> {
  if ((await countAdmins(tx)) > 0) await revokeBootstrapLinks(tx)
}

/** Revokes the links that the app created, with an event for each. */
export async function revokeBootstrapLinks(tx: Db): Promise<void> {
  const revokedAt = now()
  const revoked = await tx.signupToken.updateManyAndReturn({
    where: { bootstrap: true, revokedAt: null },
    data: { revokedAt, version: { increment: 1 } },
    select: { id: true },
  })
  const change = { data: { revokedAt }, type: 'revoked' } as const
  await recordEvents(
    tx,
    revoked.map((link) => changeEvent(system, link, change)),
  )
}
