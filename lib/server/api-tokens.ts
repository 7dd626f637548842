import { MINUTE, now } from '@/lib/server/clock'
import { type Db, getDb } from '@/lib/server/db'
import { recordEvent, system } from '@/lib/server/events'
import { sha256 } from '@/lib/server/keys'

/** The live API token with this secret and its owner, or null. Only its SHA-256 is stored. */
export async function findApiToken(secret: string) {
  const token = await getDb().apiToken.findUnique({
    where: { secretHash: sha256(secret) },
    include: { user: true },
  })
  if (!token || (token.expiresAt && token.expiresAt <= now())) return null
  if (token.user && !token.user.enabled) return null
  const seen = now()
  if (!token.lastUsedAt || seen.getTime() - token.lastUsedAt.getTime() > MINUTE) {
    await getDb().apiToken.updateMany({ where: { id: token.id }, data: { lastUsedAt: seen } })
  }
  return token
}

/** Writes INIT_ADMIN_API_TOKENS, once: only where there is no administrator's token yet. */
export async function createInitialTokens(tx: Db, secrets: string[]): Promise<void> {
  if ((await tx.apiToken.count({ where: { userId: null } })) > 0) return
  for (const [index, secret] of [...new Set(secrets)].entries()) {
    const name = `Initial admin token ${index + 1}`
    await tx.apiToken.create({ data: { name, secretHash: sha256(secret), createdAt: now() } })
    await recordEvent(tx, { type: 'api-token-created', actor: system, data: { name } })
  }
}
