import { getDb } from '@/lib/server/db/db'
import { DAY, now } from '@/lib/server/runtime/clock'
import { joinIfNew } from './join'
import { type Mode, signUpIn } from './signup'

/** The status of every accepted sign-up in strict mode. */
export const ACCEPTED = 202

/**
 * One sign-up in strict mode (docs/decisions/0036): it returns nothing and signs nobody in. A new address
 * gets an account without a username; for a registered one only its owner is notified. The work is the
 * same: one hash and the same number of statements. Throws like `signup`, but never `NameExistsError`.
 * @param key the Idempotency-Key: repeating the request with it creates nobody else
 */
export async function signUpStrictly(
  token: string,
  body: unknown,
  key: string | null,
): Promise<void> {
  await signUpIn(strict, token, body, key)
}

const strict: Mode<void> = {
  // Not that of standard mode, in which a replay says who was made.
  scope: 'strict signup',
  status: ACCEPTED,
  write: async (tx, link, person) => {
    const joined = await joinIfNew(tx, link, { ...person, username: null })
    // Whom it made is not kept: the answer is the same for everybody.
    return joined && { roleId: joined.roleId, kept: { signupTokenId: link.id }, result: undefined }
  },
  again: async () => {},
}

/** For how long the account page tells of it. */
const NOTED_FOR = 30 * DAY

/** When somebody last tried to sign up with a person's address, or null. */
export async function findAttempt(userId: number): Promise<Date | null> {
  const createdAt = { gt: new Date(now().getTime() - NOTED_FOR) }
  const where = { type: 'user-signup-attempted', userId, createdAt }
  const event = await getDb().event.findFirst({ where, orderBy: { id: 'desc' } })
  return event?.createdAt ?? null
}
