import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { type SignupFieldWith, signupFieldsWith } from '@/lib/schemas/signup'
import { MINUTE, now } from '@/lib/server/runtime/clock'
import { keysFor } from '@/lib/server/runtime/keys'
import { isWithin } from '@/lib/text'

const maxBytes = 3072

// Other forms have no field to be kept that the sign-up form does not have.
const keptFields = signupFieldsWith('isKept')

export type TypedValues = Partial<Record<SignupFieldWith<'isKept'>, string>>

/**
 * Seals the values typed without JavaScript for the same browser, for one minute: AES-256-GCM with its
 * own key, bound to the link (`bind`). Never includes the password or a text over the limit. Null if the
 * result is too large.
 */
export function sealTypedValues(values: unknown, bind: string): string | null {
  const typed: TypedValues = {}
  const given = new Map(Object.entries(values ?? {}))
  for (const field of keptFields) {
    const value = given.get(field)
    if (typeof value === 'string' && value !== '' && isWithin(value)) typed[field] = value
  }
  const [key] = keysFor('foyer/form/v1')
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(bind))
  const text = JSON.stringify({ typed, until: now().getTime() + MINUTE })
  const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final()])
  const value = Buffer.concat([sealed, cipher.getAuthTag()]).toString('base64url')
  return value.length <= maxBytes ? value : null
}

/** The sealed values if they were sealed for the same link less than a minute ago, else none. */
export function openTypedValues(value: string | null, bind: string): TypedValues {
  const sealed = Buffer.from(value ?? '', 'base64url')
  if (sealed.length < 29) return {}
  try {
    const [key] = keysFor('foyer/form/v1')
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
    decipher.setAAD(Buffer.from(bind)).setAuthTag(sealed.subarray(-16))
    const opened = Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()])
    const { typed, until } = JSON.parse(opened.toString('utf8'))
    return until > now().getTime() ? typed : {}
  } catch {
    return {}
  }
}
