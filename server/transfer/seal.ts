import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { z } from 'zod'

/** A secret under a passphrase: scrypt (ASVS 11.4.4) and AES-256-GCM; all members in base64. */
export const sealedSchema = z.object({
  salt: z.base64(),
  iv: z.base64(),
  text: z.base64(),
  tag: z.base64(),
})
export type Sealed = z.output<typeof sealedSchema>

// OWASP's parameters for scrypt: 128 MB and about a third of a second.
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 2 ** 20 }

const derive = promisify(
  (passphrase: string, salt: Buffer, done: (error: Error | null, key: Buffer) => void) =>
    scrypt(passphrase, salt, 32, cost, done),
)

/** Encrypts a secret, for somebody who knows the passphrase. */
export async function seal(secret: string, passphrase: string): Promise<Sealed> {
  const [salt, iv] = [randomBytes(16), randomBytes(12)]
  const cipher = createCipheriv('aes-256-gcm', await derive(passphrase, salt), iv)
  const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  const parts = { salt, iv, text, tag: cipher.getAuthTag() }
  return sealedSchema.parse(
    Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [name, part.toString('base64')]),
    ),
  )
}

/** @throws Error with one sentence if the passphrase is another, or the seal is damaged */
export async function unseal(sealed: Sealed, passphrase: string): Promise<string> {
  const of = (name: keyof Sealed) => Buffer.from(sealed[name], 'base64')
  const key = await derive(passphrase, of('salt'))
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, of('iv'), { authTagLength: 16 })
    decipher.setAuthTag(of('tag'))
    return Buffer.concat([decipher.update(of('text')), decipher.final()]).toString('utf8')
  } catch {
    throw new Error('BACKUP_PASSPHRASE is not the passphrase of this backup.')
  }
}
