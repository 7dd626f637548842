import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { getEnv } from './env'

type Purpose =
  | 'foyer/invite/v1'
  | 'foyer/form/v1'
  | 'foyer/key-check/v1'
  | 'foyer/limit/v1'
  | 'foyer/idempotency/v1'
  | 'foyer/doctor/v1'

// Keys are cached, because every request needs one or two of them.
const derived = new Map<string, Buffer>()

function derive(secret: string, purpose: Purpose): Buffer {
  const name = `${purpose} ${secret}`
  const known = derived.get(name)
  if (known) return known
  const key = Buffer.from(hkdfSync('sha256', secret, '', purpose, 32))
  derived.set(name, key)
  return key
}

/** The key for one purpose (HKDF, RFC 5869), 32 bytes: from APP_SECRET, then from each previous. */
export function keysFor(purpose: Purpose): [Buffer, ...Buffer[]] {
  const { appSecret, previousAppSecrets } = getEnv()
  if (!appSecret) throw new Error('APP_SECRET is not set; `npm start` creates one.')
  const previous = previousAppSecrets.map((secret) => derive(secret, purpose))
  return [derive(appSecret, purpose), ...previous]
}

export function hmac(key: Buffer | string, ...parts: (string | Buffer)[]): Buffer {
  const mac = createHmac('sha256', key)
  for (const part of parts) mac.update(part)
  return mac.digest()
}

/** SHA-256 in hexadecimal: enough for secrets of 128 random bits and more (ASVS 6.5.2). */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Compares in constant time. */
export function sameSecret(a: Buffer | string, b: Buffer | string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
