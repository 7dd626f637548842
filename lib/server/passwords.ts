import { createHmac, randomBytes } from 'node:crypto'
import { dictionary } from '@zxcvbn-ts/language-common'
import bcrypt from 'bcrypt'
import type { FieldErrorCode } from '@/lib/field-errors'
import { PASSWORD_MAX_LENGTH, passwordProblems } from '@/lib/password-policy'
import { admitted } from '@/lib/server/admission'
import { getEnv } from '@/lib/server/env'
import { lastInstanceName } from '@/lib/server/settings'
import { normalised } from '@/lib/text'

const scheme = 'hmac-sha384-bcrypt'

let commonPasswords: Set<string> | undefined

function isCommon(folded: string): boolean {
  commonPasswords ??= new Set(
    dictionary['passwords-common'].map((word) => String(word).toLowerCase()),
  )
  return commonPasswords.has(folded)
}

/** Every rule of the policy that a password breaks on this instance (WIRE §3). */
export function policyProblems(
  password: string,
  personal: readonly (string | undefined)[],
): FieldErrorCode[] {
  const { passwordMinLength: minLength } = getEnv()
  return passwordProblems(password, {
    minLength,
    personal: [...personal, 'Foyer', lastInstanceName()],
    isCommon,
  })
}

/** What the policy's sentences have to be filled in with. */
export function policyValues() {
  return { min: getEnv().passwordMinLength, max: PASSWORD_MAX_LENGTH }
}

/**
 * bcrypt reads 72 bytes at most and stops at NUL; 64 base64 characters of a MAC always fit. The key
 * is a constant: it keeps plain SHA-384 hashes leaked elsewhere from being tried here.
 */
function prehash(password: string): string {
  return createHmac('sha384', 'foyer/password/v1')
    .update(normalised(password, 'NFKC'))
    .digest('base64')
}

/**
 * `hmac-sha384-bcrypt$2b$<cost>$…` (ASVS 11.4.2). Slow on purpose: never inside a transaction.
 * `UnavailableError` where too many wait for a core already; so does `verifyPassword`.
 */
export async function hashPassword(password: string): Promise<string> {
  // A salt made by bcrypt itself passes through its threads first, while a core waits.
  const salt = bcrypt.genSaltSync(getEnv().bcryptCost)
  return scheme + (await admitted(() => bcrypt.hash(prehash(password), salt)))
}

let decoy: string | undefined

/**
 * Whether a password fits a stored hash. Without a hash the same work is done against a decoy, so
 * that the time does not tell whether the account exists.
 */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  decoy ??= await hashPassword(randomBytes(24).toString('base64'))
  const hash = (stored ?? decoy).slice(scheme.length)
  const matches = await admitted(() => bcrypt.compare(prehash(password), hash))
  return matches && stored !== null
}

/** Whether the cost was raised since this hash was made. */
export function isHashOutdated(stored: string): boolean {
  return bcrypt.getRounds(stored.slice(scheme.length)) < getEnv().bcryptCost
}
