import { AppError } from '@/lib/errors'
import { ADMIN_ROLE } from '@/lib/roles'
import { type Caller, requireStillValid } from '@/lib/server/auth/auth'
import { type Db, lock } from '@/lib/server/db/db'
import { recordEvents, system } from '@/lib/server/events/events'
import { now } from '@/lib/server/runtime/clock'
import { pauseLinksOf, resumeLinksOf } from '@/lib/server/signup-tokens/creators'
import { changeEvent } from '@/lib/server/signup-tokens/write-changes'

type Rights = { roleId: number; enabled: boolean }

/** Whether somebody counts as an administrator: the role, on an account that is not disabled. */
export function isAdmin(user: Rights): boolean {
  return user.roleId === ADMIN_ROLE && user.enabled
}

/**
 * Throws `PermissionError` where a personal API token would take an administrator's account over, its
 * owner's included: reset the password, delete the account, change its address or its role. For that an
 * administrator has to be at a browser.
 */
export function requirePowerOver({ via }: Caller, user: { roleId: number }): void {
  if (via !== 'personal-token' || user.roleId !== ADMIN_ROLE) return
  const message = "A personal API token may not do this to an administrator's account."
  throw new AppError('PermissionError', { message })
}

/**
 * The first lock of every change of people and their rights. Asks again, under it, whether the caller still
 * may: whoever waited here while their right was taken away comes too late. Throws
 * `AuthenticationRequired`, `UnauthorizedError` or `PermissionError`.
 */
export async function lockAdmins(tx: Db, actor: Caller): Promise<void> {
  await lock(tx, 'admins')
  await requireStillValid(tx, actor)
}

/**
 * Lets the links that a person created follow their right to create links. Call it before the person's row
 * changes, with a lock on it (docs/decisions/0050).
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

/** How many enabled administrators there are. */
export async function countAdmins(db: Db): Promise<number> {
  return await db.user.count({ where: { roleId: ADMIN_ROLE, enabled: true } })
}

/** Throws unless an enabled administrator is left. Call under the `admins` lock. */
export async function requireAnAdmin(tx: Db): Promise<void> {
  if ((await countAdmins(tx)) === 0) throw new AppError('LastAdminError')
}

/** Once an administrator stands, the link that the app made for the first one is dead. */
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
