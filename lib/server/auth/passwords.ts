import { createHmac } from 'node:crypto'
import { dictionary } from '@zxcvbn-ts/language-common'
import bcrypt from 'bcrypt'
import type { FieldErrorCode, FieldProblem } from '@/lib/field-errors'
import { PASSWORD_MAX_LENGTH, passwordProblems } from '@/lib/password-policy'
import { getDb } from '@/lib/server/db/db'
import { getEnv } from '@/lib/server/runtime/env'
import { normalised } from '@/lib/text'
import { admitted } from './hash-queue'

const scheme = 'hmac-sha384-bcrypt'

let commonPasswords: Set<string> | undefined

function isCommon(folded: string): boolean {
  commonPasswords ??= new Set(
    dictionary['passwords-common'].map((word) => String(word).toLowerCase()),
  )
  return commonPasswords.has(folded)
}

/** What the rules of the policy depend on: settings, and words about the person. */
export type PolicyContext = {
  /** `PASSWORD_MIN_LENGTH`. */
  minLength: number
  instanceName: string
  /** What the password must not be made of. */
  personal: readonly (string | undefined)[]
}

/** Every rule of the policy that a password breaks (WIRE §3). */
export function policyProblems(
  password: string,
  { minLength, personal, instanceName }: PolicyContext,
): FieldErrorCode[] {
  const words = [...personal, 'Foyer', instanceName]
  return passwordProblems(password, { minLength, personal: words, isCommon })
}

/** The same as problems of the field `password`. */
export function passwordFieldProblems(password: string, context: PolicyContext): FieldProblem[] {
  const values = policyValues(context)
  const codes = policyProblems(password, context)
  return codes.map((code) => ({ path: '/body/password', code, values }))
}

/** What the policy's sentences have to be filled in with. */
export function policyValues({ minLength }: Pick<PolicyContext, 'minLength'>) {
  return { min: minLength, max: PASSWORD_MAX_LENGTH }
}

/**
 * bcrypt reads at most 72 bytes and stops at NUL; the 64 base64 characters of a MAC always fit. The key
 * is a constant; it prevents plain SHA-384 hashes leaked elsewhere from being tried here.
 */
function prehash(password: string): string {
  return createHmac('sha384', 'foyer/password/v1')
    .update(normalised(password, 'NFKC'))
    .digest('base64')
}

/**
 * Returns `hmac-sha384-bcrypt$2b$<cost>$…` (ASVS 11.4.2). Deliberately slow: never call it in a
 * transaction. Like `verifyPassword`, throws `UnavailableError` if the queue is full.
 */
export async function hashPassword(password: string): Promise<string> {
  // bcrypt's combined call generates the salt in its thread pool first, while a core waits.
  const salt = bcrypt.genSaltSync(getEnv().bcryptCost)
  return scheme + (await admitted(() => bcrypt.hash(prehash(password), salt)))
}

let storedCost: Promise<number> | undefined

/** The highest cost of a hash in the database, looked up at the first sign-in of this process. */
async function highestStoredCost(): Promise<number> {
  storedCost ??= getDb().$queryRaw<{ cost: string | null }[]>`
    SELECT max(substring("passwordHash" FROM '[$]2[aby][$]([0-9]{2})[$]')) AS "cost" FROM "User"`.then(
    ([row]) => Number(row?.cost ?? 0),
  )
  return await storedCost.catch((error) => {
    storedCost = undefined
    throw error
  })
}

/**
 * The costs of the hashes that, together with one of cost `spent`, take as long as one of cost `whole`:
 * a hash of cost n takes twice as long as one of cost n - 1.
 */
function costsOfRest(spent: number | null, whole: number): number[] {
  if (spent === null) return [whole]
  return Array.from({ length: Math.max(0, whole - spent) }, (_, at) => spent + at)
}

/**
 * Whether a password matches a stored hash. The work is that of the current cost, or of the highest one
 * in the database, whatever the cost of this hash and even without one, so that the time does not reveal
 * whether the account exists or how old it is (docs/decisions/0040). Takes one slot in the queue.
 */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const whole = Math.max(getEnv().bcryptCost, await highestStoredCost())
  const given = prehash(password)
  return await admitted(async () => {
    const hash = stored?.slice(scheme.length) ?? null
    const matches = hash !== null && (await bcrypt.compare(given, hash))
    const spent = hash === null ? null : bcrypt.getRounds(hash)
    for (const cost of costsOfRest(spent, whole)) {
      await bcrypt.hash(given, bcrypt.genSaltSync(cost))
    }
    return matches
  })
}

/** Whether the cost was raised since this hash was created. */
export function isHashOutdated(stored: string): boolean {
  return bcrypt.getRounds(stored.slice(scheme.length)) < getEnv().bcryptCost
}
