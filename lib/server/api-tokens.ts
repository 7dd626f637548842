import { randomBytes } from 'node:crypto'
import { AppError } from '@/lib/errors'
import type { ApiTokenAnswer, NewApiTokenAnswer } from '@/lib/schemas/answers'
import { toInstant } from '@/lib/schemas/fields'
import type { CreateApiTokenInput } from '@/lib/schemas/user'
import type { Caller } from '@/lib/server/auth'
import { MINUTE, now } from '@/lib/server/clock'
import { type Db, getDb } from '@/lib/server/db'
import { takenColumns } from '@/lib/server/db-errors'
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

type Row = {
  id: number
  name: string
  createdAt: Date
  expiresAt: Date | null
  lastUsedAt: Date | null
}

function toWire(row: Row): ApiTokenAnswer {
  return {
    id: row.id,
    description: row.name,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    seenAt: row.lastUsedAt?.toISOString() ?? null,
  }
}

/** A person's own tokens, newest first, without their secrets. */
export async function listPersonalTokens(userId: number): Promise<ApiTokenAnswer[]> {
  const rows = await getDb().apiToken.findMany({ where: { userId }, orderBy: { id: 'desc' } })
  return rows.map(toWire)
}

/** Makes a personal token. The answer is the only place where its secret ever stands. */
export async function createPersonalToken(
  caller: Caller & { userId: number },
  input: CreateApiTokenInput,
): Promise<NewApiTokenAnswer> {
  const expiresAt = toInstant(input.expiresAt)
  if (expiresAt <= now()) throw badField('expiresAt', 'expiresInPast')
  const secret = `user:${randomBytes(28).toString('hex')}`
  try {
    const row = await getDb().$transaction(async (tx) => {
      const data = { name: input.description, expiresAt, userId: caller.userId, createdAt: now() }
      const token = await tx.apiToken.create({ data: { ...data, secretHash: sha256(secret) } })
      const event = { type: 'api-token-created' as const, actor: caller, userId: caller.userId }
      await recordEvent(tx, { ...event, data: { apiTokenId: token.id } })
      return token
    })
    return { ...toWire(row), secret }
  } catch (error) {
    if (!takenColumns(error)) throw error
    const problems = [{ path: '/body/description', code: 'descriptionTaken' as const }]
    throw new AppError('NameExistsError', { problems })
  }
}

function badField(field: string, code: 'expiresInPast'): AppError {
  return new AppError('BadDataError', { problems: [{ path: `/body/${field}`, code }] })
}

/** Ends one of a person's own tokens. Throws `NotFoundError` for anybody else's. */
export async function deletePersonalToken(
  caller: Caller & { userId: number },
  id: number,
): Promise<void> {
  await getDb().$transaction(async (tx) => {
    const { count } = await tx.apiToken.deleteMany({ where: { id, userId: caller.userId } })
    if (count === 0) throw new AppError('NotFoundError')
    const event = { type: 'api-token-deleted' as const, actor: caller, userId: caller.userId }
    await recordEvent(tx, { ...event, data: { apiTokenId: id } })
  })
}
