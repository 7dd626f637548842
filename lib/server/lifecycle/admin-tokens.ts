import { endResetsOfTokens } from '@/lib/server/auth/ways-in'
import { type Db, getDb, lock } from '@/lib/server/db/db'
import { recordEvent, system } from '@/lib/server/events/events'
import { now } from '@/lib/server/runtime/clock'
import { sha256 } from '@/lib/server/runtime/keys'

/** An admin API token: a row of ApiToken without a person. Its secret is not stored. */
export type AdminToken = {
  id: number
  name: string
  createdAt: Date
  lastUsedAt: Date | null
  /** When INIT_ADMIN_API_TOKENS stopped listing it; listed again, it works again. */
  endedAt: Date | null
  /** When `npm run admin-tokens` ended it permanently. */
  revokedAt: Date | null
}

/** What a start changed, for the operator. */
export type AdminTokenChanges = {
  /** Tokens that work because INIT_ADMIN_API_TOKENS is not set. */
  kept: AdminToken[]
  /** Tokens that this start ended. */
  ended: AdminToken[]
  /** Listed tokens that stay ended. */
  refused: AdminToken[]
}

const works = { userId: null, endedAt: null, revokedAt: null } as const

/**
 * Aligns the stored tokens with INIT_ADMIN_API_TOKENS: adds new ones, ends those that it does not list,
 * and restores those that it lists again. Undefined (the variable is not set) changes nothing. No row is
 * deleted, so links and events keep their creator (docs/decisions/0045). Call it under the `admins` lock,
 * so that only one start at a time does this.
 */
export async function adoptAdminTokens(
  tx: Db,
  secrets: string[] | undefined,
): Promise<AdminTokenChanges> {
  if (secrets === undefined) {
    const kept = await tx.apiToken.findMany({ where: works, orderBy: { id: 'asc' } })
    return { kept, ended: [], refused: [] }
  }
  const named = [...new Set(secrets.map(sha256))]
  const ended = await tx.apiToken.updateManyAndReturn({
    where: { ...works, secretHash: { notIn: named } },
    data: { endedAt: now() },
  })
  const ids = ended.map(({ id }) => id)
  await endResetsOfTokens(tx, ids)
  const restored = await tx.apiToken.updateManyAndReturn({
    where: { userId: null, secretHash: { in: named }, endedAt: { not: null }, revokedAt: null },
    data: { endedAt: null },
  })
  const created = await createMissing(tx, named)
  await recordEach(tx, 'api-token-deleted', ended)
  await recordEach(tx, 'api-token-restored', restored)
  await recordEach(tx, 'api-token-created', created)
  const refused = await tx.apiToken.findMany({
    where: { userId: null, secretHash: { in: named }, revokedAt: { not: null } },
    orderBy: { id: 'asc' },
  })
  return { kept: [], ended, refused }
}

/** Adds the tokens that are not stored yet, numbered after all earlier ones. */
async function createMissing(tx: Db, hashes: string[]): Promise<AdminToken[]> {
  const known = await tx.apiToken.findMany({
    where: { secretHash: { in: hashes } },
    select: { secretHash: true },
  })
  const stored = new Set(known.map(({ secretHash }) => secretHash))
  const first = (await tx.apiToken.count({ where: { userId: null } })) + 1
  const data = hashes
    .filter((hash) => !stored.has(hash))
    .map((secretHash, index) => ({
      name: `Initial admin token ${first + index}`,
      secretHash,
      createdAt: now(),
    }))
  return await tx.apiToken.createManyAndReturn({ data })
}

type TokenEvent = 'api-token-created' | 'api-token-deleted' | 'api-token-restored'

async function recordEach(tx: Db, type: TokenEvent, tokens: AdminToken[]): Promise<void> {
  for (const { name } of tokens) await recordEvent(tx, { type, actor: system, data: { name } })
}

/** All admin API tokens there ever were, oldest first. */
export async function listAdminTokens(): Promise<AdminToken[]> {
  return await getDb().apiToken.findMany({ where: { userId: null }, orderBy: { id: 'asc' } })
}

/**
 * Ends a token permanently, even if INIT_ADMIN_API_TOKENS lists it. A running process refuses it from the
 * next request on.
 * @param which its id or its name
 * @throws Error with a sentence if there is none, there are several, or it was already ended permanently
 */
export async function revokeAdminToken(which: string): Promise<AdminToken> {
  return await getDb().$transaction(async (tx) => {
    // Creating a reset link takes the same lock, so none is created while its token ends.
    await lock(tx, 'admins')
    const id = /^\d{1,9}$/.test(which) ? Number(which) : null
    const found = await tx.apiToken.findMany({
      where: { userId: null, ...(id === null ? { name: which } : { id }) },
      orderBy: { id: 'asc' },
    })
    const [token] = found
    if (!token) {
      throw new Error(
        `There is no admin API token ${which}. Run \`npm run admin-tokens\` to list them.`,
      )
    }
    if (found.length > 1) {
      const ids = found.map((one) => one.id).join(', ')
      throw new Error(`Several admin API tokens have that name. Use one of these ids: ${ids}.`)
    }
    const [revoked] = await tx.apiToken.updateManyAndReturn({
      where: { id: token.id, revokedAt: null },
      data: { revokedAt: now() },
    })
    if (!revoked) throw new Error(`${token.name} is already revoked.`)
    await endResetsOfTokens(tx, [revoked.id])
    await recordEach(tx, 'api-token-deleted', [revoked])
    return revoked
  })
}
