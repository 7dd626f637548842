import type { Db } from '@/lib/server/db/db'
import { now } from '@/lib/server/runtime/clock'

/** What happens to a person's rows of one kind. */
type Ending = 'all' | 'none'

/** A request belongs to one session: all others can end, or only that one. */
type SessionEnding = Ending | 'others' | 'current'

/** Whose ways in end. */
type Owners = {
  /** Any number of people. */
  userIds: number[]
  /** The session that `others` keeps and `current` ends. */
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

/** Reset links are not deleted at once, so that until the next clean-up their page says that they ended. */
const endResets: End = (tx, { userIds }) =>
  tx.$executeRaw`
    UPDATE "PasswordReset" SET "expiresAt" = ${now()}
    WHERE "userId" = ANY (${userIds}::int[]) AND "usedAt" IS NULL AND "expiresAt" > ${now()}`

/** Reset links that people created for others; they depend on the right of their creator. */
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
 * All ways in of a person, and those they create for others, with the statement that ends each. A new
 * kind does not compile until `everything` and `nothing` have it. Then check each change in `endings`,
 * because a kind that outlives sessions may have to outlive some of the changes too.
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
  // The current session is replaced by a new one, so that a copy of its cookie stops working too.
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
 * Locks the rows of these people until the transaction ends. Code that creates or ends a way in calls
 * this first, so that none is created at the same time as the change that ends it.
 */
export async function lockPeople(tx: Db, userIds: number[]): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM "User" WHERE "id" = ANY (${userIds}::int[]) ORDER BY "id" FOR UPDATE`
}

/**
 * Locks the open reset links for or by these people in a fixed order: otherwise changes of two people who
 * created links for each other could deadlock.
 */
export async function lockResets(tx: Db, userIds: number[]): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM "PasswordReset"
    WHERE ("userId" = ANY (${userIds}::int[]) OR "createdById" = ANY (${userIds}::int[]))
      AND "usedAt" IS NULL AND "expiresAt" > ${now()}
    ORDER BY "id" FOR UPDATE`
}

/** Ends the ways in that a change ends. Returns how many. */
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
