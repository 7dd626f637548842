import { endResetsOfTokens } from '@/lib/server/auth/ways-in'
import { type Db, getDb, lock } from '@/lib/server/db/db'
import { recordEvent, system } from '@/lib/server/events/events'
import { now } from '@/lib/server/runtime/clock'
import { sha256 } from '@/lib/server/runtime/keys'

/** An administrator's API token: a row of ApiToken without a person. Its secret is nowhere. */
export type AdminToken = {
  id: number
  name: string
  createdAt: Date
  lastUsedAt: Date | null
  /** Since when INIT_ADMIN_API_TOKENS does not name it; named again, it works again. */
  endedAt: Date | null
  /** Since when it is over for good, by `npm run admin-tokens`. */
  revokedAt: Date | null
}

/** What a start did to the tokens, for the operator to read. */
export type AdminTokenChanges = {
  /** Those that work although no variable names them: INIT_ADMIN_API_TOKENS is not set. */
  kept: AdminToken[]
  /** Those that this start ended. */
  ended: AdminToken[]
  /** Those that are named and stay ended. */
  refused: AdminToken[]
}

const works = { userId: null, endedAt: null, revokedAt: null } as const

/**
 * Makes the stored tokens those of INIT_ADMIN_API_TOKENS: adds new ones, ends those that it does not
 * name, and lets those work again that it names again. Undefined, for a variable that is not set,
 * leaves them as they are. No row is deleted: links and events keep their creator
 * (docs/decisions/0045). Call it under the `admins` lock, so that one start at a time does it.
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

/** Adds the tokens that are not stored yet, numbered on from those that there ever were. */
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

/** All tokens of administrators that there ever were, in the order in which they came. */
export async function listAdminTokens(): Promise<AdminToken[]> {
  return await getDb().apiToken.findMany({ where: { userId: null }, orderBy: { id: 'asc' } })
}

/**
 * Ends a token for good: it stays ended even where INIT_ADMIN_API_TOKENS names it. A process that
 * serves meanwhile refuses it from its next request on.
 * @param which its number or its name
 * @throws Error with a sentence where there is none, several, or it was ended for good before
 */
export async function revokeAdminToken(which: string): Promise<AdminToken> {
  return await getDb().$transaction(async (tx) => {
    // As whoever creates a reset link does: none is created beside the end of its token.
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
