import type { Db } from '@/lib/server/db/db'
import { now } from '@/lib/server/runtime/clock'

/** What becomes of a person's rows of one kind. */
type Ending = 'all' | 'none'

/** A request brings one session along: all but that one can end, or that one alone. */
type SessionEnding = Ending | 'others' | 'current'

/** Whose ways in end. */
type Owners = {
  /** The people; any number of them. */
  userIds: number[]
  /** The session that `others` spares and `current` means. */
  sessionId?: string | null
}

/** Ends rows of one kind. Returns how many. */
type End = (tx: Db, owners: Owners, ending: SessionEnding) => Promise<number>

const endSessions: End = (tx, { userIds, sessionId = null }, ending) => {
  if (ending === 'current') return tx.$executeRaw`DELETE FROM "Session" WHERE "id" = ${sessionId}`
  const spared = ending === 'others' ? (sessionId ?? '') : ''
  return tx.$executeRaw`
    DELETE FROM "Session" WHERE "userId" = ANY (${userIds}::int[]) AND "id" <> ${spared}`
}

const endTokens: End = (tx, { userIds }) =>
  tx.$executeRaw`DELETE FROM "ApiToken" WHERE "userId" = ANY (${userIds}::int[])`

/** Reset links end without being deleted: until the next clean-up their page says that they have ended. */
const endResets: End = (tx, { userIds }) =>
  tx.$executeRaw`
    UPDATE "PasswordReset" SET "expiresAt" = ${now()}
    WHERE "userId" = ANY (${userIds}::int[]) AND "usedAt" IS NULL AND "expiresAt" > ${now()}`

/** Reset links that people created for others: they live by the right of their creator. */
const endCreatedResets: End = (tx, { userIds }) =>
  tx.$executeRaw`
    UPDATE "PasswordReset" SET "expiresAt" = ${now()}
    WHERE "createdById" = ANY (${userIds}::int[]) AND "usedAt" IS NULL AND "expiresAt" > ${now()}`

/** Ends the reset links that administrators' API tokens created, when those tokens end. */
export async function endResetsOfTokens(tx: Db, apiTokenIds: number[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE "PasswordReset" SET "expiresAt" = ${now()}
    WHERE "createdByApiTokenId" = ANY (${apiTokenIds}::int[])
      AND "usedAt" IS NULL AND "expiresAt" > ${now()}`
}

/**
 * Everything by which a person comes in, and what they let others in by, with how it ends. A kind that is
 * added here does not compile until `everything` and `nothing` have it: go through `endings` then, since
 * a kind that outlives sessions may have to outlive some of the changes too.
 */
const waysIn = {
  session: endSessions,
  apiToken: endTokens,
  passwordReset: endResets,
  createdPasswordReset: endCreatedResets,
} as const satisfies Record<string, End>

export type WayIn = keyof typeof waysIn

export const waysInNames = Object.keys(waysIn) as WayIn[]

const everything = {
  session: 'all',
  apiToken: 'all',
  passwordReset: 'all',
  createdPasswordReset: 'all',
} as const

const nothing = {
  session: 'none',
  apiToken: 'none',
  passwordReset: 'none',
  createdPasswordReset: 'none',
} as const

/** Which change ends which ways in (WIRE §6; ASVS 7.4.2, 7.4.3). */
export const endings = {
  // The session that asks is replaced by a new one, so a copy of its cookie is dead too.
  'password-changed': everything,
  'password-changed-tokens-kept': { ...everything, apiToken: 'none' },
  'password-reset': everything,
  'signed-out-everywhere': everything,
  disabled: everything,
  deleted: everything,
  'removed-with-link': everything,
  'role-changed': everything,
  'email-changed': { ...nothing, passwordReset: 'all' },
  'other-sessions-ended': { ...nothing, session: 'others' },
  'signed-in-again': { ...nothing, session: 'current' },
  'signed-out': { ...nothing, session: 'current' },
} as const satisfies Record<
  string,
  { [Kind in WayIn]: Kind extends 'session' ? SessionEnding : Ending }
>

export type Change = keyof typeof endings

/**
 * Waits for these people's rows and holds them until the transaction ends. Whoever creates or ends a
 * way in takes them first, so that none is created beside the change that ends it.
 */
export async function lockPeople(tx: Db, userIds: number[]): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM "User" WHERE "id" = ANY (${userIds}::int[]) ORDER BY "id" FOR UPDATE`
}

/**
 * Holds the open reset links that are for these people, or were created by them, in one order: changes of
 * two who created links for each other would wait for one another else.
 */
export async function lockResets(tx: Db, userIds: number[]): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM "PasswordReset"
    WHERE ("userId" = ANY (${userIds}::int[]) OR "createdById" = ANY (${userIds}::int[]))
      AND "usedAt" IS NULL AND "expiresAt" > ${now()}
    ORDER BY "id" FOR UPDATE`
}

/** Ends what a change ends. Returns how many ways in that were. */
export async function endWaysIn(tx: Db, change: Change, owners: Owners): Promise<number> {
  if (owners.userIds.length > 0) {
    await lockPeople(tx, owners.userIds)
    await lockResets(tx, owners.userIds)
  }
  let ended = 0
  for (const name of waysInNames) {
    const ending: SessionEnding = endings[change][name]
    if (ending !== 'none') ended += await waysIn[name](tx, owners, ending)
  }
  return ended
}
