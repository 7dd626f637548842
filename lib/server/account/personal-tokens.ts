import { randomBytes } from 'node:crypto'
import { AppError } from '@/lib/errors'
import { toInstant } from '@/lib/schemas/fields'
import type { ApiTokenResponse, NewApiTokenResponse } from '@/lib/schemas/responses'
import type { CreateApiTokenInput } from '@/lib/schemas/user'
import { type Caller, type Person, requireStillValid } from '@/lib/server/auth/auth'
import { lockPeople } from '@/lib/server/auth/ways-in'
import { type Db, getDb } from '@/lib/server/db/db'
import { takenColumns } from '@/lib/server/db/errors'
import { recordEvent } from '@/lib/server/events/events'
import { DAY, now } from '@/lib/server/runtime/clock'
import { sha256 } from '@/lib/server/runtime/keys'

/** The longest lifetime of a personal token, in milliseconds. */
const MAX_LIFETIME = 365 * DAY

/** Maximum number of tokens of a person, expired ones included. */
export const MAX_TOKENS = 50

type Row = {
  id: number
  name: string
  createdAt: Date
  expiresAt: Date | null
  lastUsedAt: Date | null
}

function serialize(row: Row): ApiTokenResponse {
  return {
    id: row.id,
    description: row.name,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    seenAt: row.lastUsedAt?.toISOString() ?? null,
  }
}

/** A person's tokens, newest first, without their secrets. */
export async function listPersonalTokens(userId: number): Promise<ApiTokenResponse[]> {
  const rows = await getDb().apiToken.findMany({ where: { userId }, orderBy: { id: 'desc' } })
  return rows.map(serialize)
}

/** Throws `BadDataError` where the person has as many tokens as there can be. Call under a lock on their row. */
async function requireBelowMaximum(tx: Db, userId: number): Promise<void> {
  if ((await tx.apiToken.count({ where: { userId } })) < MAX_TOKENS) return
  const values = { max: MAX_TOKENS }
  throw new AppError('BadDataError', { problems: [{ path: '/body', code: 'tokensFull', values }] })
}

/**
 * Creates a personal token. Only this response contains its secret; it also says when the token ends,
 * which is at most 365 days ahead even if a later end was requested. Throws `BadDataError` for an end in
 * the past or too many tokens, `NameExistsError` if the description is taken.
 */
export async function createPersonalToken(
  caller: Person,
  input: CreateApiTokenInput,
): Promise<NewApiTokenResponse> {
  const asked = toInstant(input.expiresAt)
  if (asked <= now()) throw badField('expiresAt', 'expiresInPast')
  const latest = new Date(now().getTime() + MAX_LIFETIME)
  const expiresAt = asked < latest ? asked : latest
  const secret = `user:${randomBytes(28).toString('hex')}`
  try {
    const row = await getDb().$transaction(async (tx) => {
      await lockPeople(tx, [caller.userId])
      await requireStillValid(tx, caller)
      await requireBelowMaximum(tx, caller.userId)
      const data = { name: input.description, expiresAt, userId: caller.userId, createdAt: now() }
      const token = await tx.apiToken.create({ data: { ...data, secretHash: sha256(secret) } })
      const event = { type: 'api-token-created' as const, actor: caller, userId: caller.userId }
      await recordEvent(tx, { ...event, data: { apiTokenId: token.id } })
      return token
    })
    return { ...serialize(row), secret }
  } catch (error) {
    if (!takenColumns(error)) throw error
    const problems = [{ path: '/body/description', code: 'descriptionTaken' as const }]
    throw new AppError('NameExistsError', { problems })
  }
}

function badField(field: string, code: 'expiresInPast'): AppError {
  return new AppError('BadDataError', { problems: [{ path: `/body/${field}`, code }] })
}

/** Ends one of a person's tokens. Throws `NotFoundError` for a token of somebody else. */
export async function deletePersonalToken(
  actor: Caller,
  userId: number,
  id: number,
): Promise<void> {
  await getDb().$transaction(async (tx) => {
    await lockPeople(tx, [userId])
    await requireStillValid(tx, actor)
    const { count } = await tx.apiToken.deleteMany({ where: { id, userId } })
    if (count === 0) throw new AppError('NotFoundError')
    const event = { type: 'api-token-deleted' as const, actor, userId }
    await recordEvent(tx, { ...event, data: { apiTokenId: id } })
  })
}
