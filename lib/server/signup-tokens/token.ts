import { randomBytes } from 'node:crypto'
import { hmac, keysFor, sameSecret } from '@/lib/server/runtime/keys'

// 32 characters of base64url are 24 bytes exactly: no padding, no spare bits, one spelling each.
const syntax = /^[A-Za-z0-9_-]{32}$/
const dummyNonce = '0'.repeat(16)

/** 8 random bytes as 16 hexadecimal digits: a link's id or nonce. */
export function randomPart(): string {
  return randomBytes(8).toString('hex')
}

function mac(key: Buffer, id: string, nonce: string): Buffer {
  return hmac(key, Buffer.from(id, 'hex'), Buffer.from(nonce, 'hex')).subarray(0, 16)
}

/** The token of a link: base64url(id ‖ HMAC-SHA-256(key, id ‖ nonce)[0..16]), 32 characters. */
export function inviteToken(link: { id: string; nonce: string }): string {
  const [key] = keysFor('foyer/invite/v1')
  return Buffer.concat([Buffer.from(link.id, 'hex'), mac(key, link.id, link.nonce)]).toString(
    'base64url',
  )
}

/** The id in a token, or null if the text is not a well-formed token. */
export function tokenId(token: string): string | null {
  if (!syntax.test(token)) return null
  return Buffer.from(token, 'base64url').subarray(0, 8).toString('hex')
}

/**
 * Whether a token belongs to a link, under the current secret or a previous one. Without a link the same
 * work is done, so that the time does not reveal whether the id exists.
 */
export function isTokenOf(token: string, link: { id: string; nonce: string } | null): boolean {
  const given = Buffer.from(token, 'base64url').subarray(8)
  const id = link?.id ?? dummyNonce
  const nonce = link?.nonce ?? dummyNonce
  const matches = keysFor('foyer/invite/v1').map((key) => sameSecret(given, mac(key, id, nonce)))
  return matches.includes(true) && link !== null
}
