import { AppError } from '@/lib/errors'
import { signupContent } from '@/lib/schemas/signup'
import { type Db, getDb, type IdempotencyKey } from '@/lib/server/db/db'
import { DAY, now } from '@/lib/server/runtime/clock'
import { hmac, keysFor, sameSecret, sha256 } from '@/lib/server/runtime/keys'
import { isWithin } from '@/lib/text'

/** How long a request may be repeated. */
const KEPT = DAY

/** A request that may be repeated and creates its resource only once. */
export type Repeatable = {
  /** The resource and caller that the key belongs to. */
  scope: string
  key: string
  /** The content of the request, in a fixed order and without a password. */
  content: unknown
}

/** What a key keeps of the thing that was made. */
export type Kept = { userId: number; roleId: number } | { signupTokenId: string }

/** Another request took the key between the look for it and the transaction, and has committed. */
class KeyTaken extends Error {}

/** The `Idempotency-Key` of a request, or null. */
export function readIdempotencyKey(headers: Headers): string | null {
  const key = headers.get('idempotency-key')
  if (key === null || /^[\x21-\x7e]{1,255}$/.test(key)) return key
  const message = 'Idempotency-Key must be 1 to 255 visible ASCII characters.'
  throw new AppError('BadDataError', { message })
}

/**
 * The key of a plain form, which cannot set headers: its hidden field `formKey` combined with the typed
 * values, so that a corrected form is a different request.
 * @returns the key, or null if the form has none, and the other fields
 */
export function takeFormKey(form: unknown): { key: string | null; fields: unknown } {
  const entries: [string, unknown][] = Object.entries(form ?? {})
  const { formKey = '', ...fields } = Object.fromEntries(entries)
  const created = [formKey, ...signupContent(fields)]
  // A form with a text over the bound is refused for it, or its key is none that we gave.
  const isBounded = created.every((value) => typeof value !== 'string' || isWithin(value))
  const key = formKey === '' || !isBounded ? null : sha256(JSON.stringify(created))
  return { key, fields }
}

/** With the current secret first, then with previous ones. */
function fingerprints({ scope, content }: Repeatable): [string, ...string[]] {
  const text = JSON.stringify([scope, content])
  const [present, ...previous] = keysFor('foyer/idempotency/v1')
  const macOf = (secret: Buffer) => hmac(secret, text).toString('base64url')
  return [macOf(present), ...previous.map(macOf)]
}

async function findCreated(request: Repeatable): Promise<IdempotencyKey | null> {
  const { scope, key } = request
  const createdAt = { gt: new Date(now().getTime() - KEPT) }
  const created = await getDb().idempotencyKey.findFirst({ where: { scope, key, createdAt } })
  if (!created) return null
  if (!fingerprints(request).some((mac) => sameSecret(mac, created.fingerprint))) {
    throw new AppError('KeyReusedError')
  }
  return created
}

/**
 * Creates a resource once per key. A repeated request gets the earlier result through `again`; a different
 * request with the same key gets `KeyReusedError`. A failed request leaves no trace and may be repeated.
 * @param make opens the transaction, in which `keepKey` has to come first
 */
export async function once<T>(
  request: Repeatable | null,
  create: () => Promise<T>,
  again: (created: IdempotencyKey) => Promise<T>,
): Promise<T> {
  if (!request) return await create()
  const before = await findCreated(request)
  if (before) return await again(before)
  try {
    return await create()
  } catch (error) {
    if (!(error instanceof KeyTaken)) throw error
    const created = await findCreated(request)
    // Whatever it made has been deleted within these milliseconds.
    if (!created) throw new AppError('UnavailableError', { headers: { 'retry-after': '1' } })
    return await again(created)
  }
}

/**
 * Takes the key of a request, in the transaction that creates the resource. The unique constraint
 * enforces it: a second request waits here for the first to commit or fail.
 * @returns a function that records the result at the end of the transaction
 */
export async function keepKey(tx: Db, request: Repeatable | null, status: number) {
  if (!request) return async () => {}
  const { scope, key } = request
  const at = now()
  const over = { lte: new Date(at.getTime() - KEPT) }
  await tx.idempotencyKey.deleteMany({ where: { scope, key, createdAt: over } })
  const [fingerprint] = fingerprints(request)
  const data = [{ scope, key, fingerprint, status, createdAt: at }]
  const { count } = await tx.idempotencyKey.createMany({ data, skipDuplicates: true })
  if (count === 0) throw new KeyTaken()
  return async (created: Kept) => {
    await tx.idempotencyKey.update({ where: { scope_key: { scope, key } }, data: created })
  }
}

/** Deletes expired keys. */
export async function deleteOldKeys(tx: Db): Promise<void> {
  const over = { lte: new Date(now().getTime() - KEPT) }
  await tx.idempotencyKey.deleteMany({ where: { createdAt: over } })
}
