import { getDb } from '@/lib/server/db/db'
import { MINUTE, now } from '@/lib/server/runtime/clock'
import { sha256 } from '@/lib/server/runtime/keys'

/** Longer than any token; longer secrets are wrong and are not hashed. */
const MAX_SECRET = 1024

/** The live API token with this secret and its owner, or null. Only its SHA-256 is stored. */
export async function findApiToken(secret: string) {
  if (secret.length > MAX_SECRET) return null
  const token = await getDb().apiToken.findUnique({
    where: { secretHash: sha256(secret) },
    include: { user: true },
  })
  if (!token || (token.expiresAt && token.expiresAt <= now())) return null
  if (token.endedAt || token.revokedAt) return null
  if (token.user && !token.user.enabled) return null
  const seen = now()
  if (!token.lastUsedAt || seen.getTime() - token.lastUsedAt.getTime() > MINUTE) {
    await getDb().apiToken.updateMany({ where: { id: token.id }, data: { lastUsedAt: seen } })
  }
  return token
}
