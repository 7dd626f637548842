import { AppError } from '@/lib/errors'
import { ADMIN_ROLE } from '@/lib/roles'
import type { SignupInput } from '@/lib/schemas/signup'
import { hashPassword } from '@/lib/server/auth/passwords'
import { type Db, getDb, lock, type SignupToken } from '@/lib/server/db/db'
import { recordAttempt, recordEvent } from '@/lib/server/events/events'
import { keepKey, once, type Repeatable } from '@/lib/server/http/idempotency'
import { DAY, now } from '@/lib/server/runtime/clock'
import {
  type Claimed,
  claimPlace,
  requireOpen,
  returnPlace,
} from '@/lib/server/signup-tokens/signup-tokens'
import { retireBootstrapLinks } from '@/lib/server/users/admins'
import { createUserIfNew, type UserRow } from '@/lib/server/users/users'
import { notingRefusal, readSignup, repeatable } from './signup'

/** What every sign-up that strict mode takes answers. */
export const ACCEPTED = 202

/**
 * One sign-up in strict mode (docs/decisions/0036): it returns nothing, and signs nobody in. A new
 * address gets an account, without a username; of a registered one only its owner hears. The work is
 * the same: one hash, and as many statements. Throws as `signup` does, but never `NameExistsError`.
 * @param key the Idempotency-Key: the same request with it makes nobody else
 */
export async function signUpStrictly(
  token: string,
  body: unknown,
  key: string | null,
): Promise<void> {
  const { link, input } = await readSignup(token, body)
  // A scope of its own: in standard mode a replay says who was made.
  const request = repeatable(`strict signup ${link.id}`, key, input)
  const make = () => signUpAt(link, input, request)
  await notingRefusal(link, async () => await once(request, make, async () => {}))
}

async function signUpAt(
  link: SignupToken,
  input: SignupInput,
  request: Repeatable | null,
): Promise<void> {
  requireOpen(link)
  const passwordHash = await hashPassword(input.password)
  await getDb().$transaction(async (tx) => {
    const keep = await keepKey(tx, request, ACCEPTED)
    if (link.roleId === ADMIN_ROLE) await lock(tx, 'admins')
    const claimed = await claimPlace(tx, link)
    const { email, name } = input
    const user = await createUserIfNew(tx, { email, name, passwordHash, roleId: claimed.roleId })
    if (user) await recordJoin(tx, claimed, user)
    else await tellOwner(tx, claimed, email)
    if (claimed.roleId === ADMIN_ROLE) await retireBootstrapLinks(tx)
    // Whom it made is not kept: the answer is the same for everybody.
    await keep({ signupTokenId: claimed.id })
  })
}

/** That somebody came by a link: the use of their place, and the events. */
async function recordJoin(tx: Db, link: Claimed, user: UserRow): Promise<void> {
  const ids = { signupTokenId: link.id, userId: user.id }
  await tx.signupTokenUse.create({ data: { ...ids, usedAt: now() } })
  const actor = { userId: user.id, name: user.email }
  await recordEvent(tx, { type: 'user-created', actor, ...ids, data: { roleId: link.roleId } })
  await recordEvent(tx, { type: 'public-signup-token-user-added', actor, ...ids })
}

/** Three statements, as many as `recordJoin` has. */
async function tellOwner(tx: Db, link: Claimed, email: string): Promise<void> {
  const owner = await tx.user.findUnique({ where: { email }, select: { id: true } })
  // The account was deleted within these milliseconds.
  if (!owner) throw new AppError('UnavailableError', { headers: { 'retry-after': '1' } })
  await returnPlace(tx, link)
  await recordAttempt(tx, owner.id, link.id)
}

/** For how long the account page tells of it. */
const TOLD = 30 * DAY

/** When somebody last tried to sign up with a person's address, or null. */
export async function findAttempt(userId: number): Promise<Date | null> {
  const createdAt = { gt: new Date(now().getTime() - TOLD) }
  const where = { type: 'user-signup-attempted', userId, createdAt }
  const event = await getDb().event.findFirst({ where, orderBy: { id: 'desc' } })
  return event?.createdAt ?? null
}
