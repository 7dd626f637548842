import { randomBytes } from 'node:crypto'
import { parseCookie } from 'cookie'
import { type Db, getDb } from '@/lib/server/db/db'
import { HOUR, MINUTE, now } from '@/lib/server/runtime/clock'
import { getEnv } from '@/lib/server/runtime/env'
import { sameSecret, sha256 } from '@/lib/server/runtime/keys'

/** `__Host-foyer`, or `foyer` if PUBLIC_URL is plain http (Safari drops Secure cookies there). */
export function cookieName(): string {
  return isSecure() ? '__Host-foyer' : 'foyer'
}

/** Whether PUBLIC_URL is https, so that cookies can be `Secure`. */
export function isSecure(): boolean {
  return getEnv().publicUrl.startsWith('https:')
}

/** A `Set-Cookie` value that only this site's requests carry (ASVS 3.3.1 to 3.3.4). */
export function cookie(name: string, value: string, maxAge: number, path = '/'): string {
  const secure = isSecure() ? '; Secure' : ''
  return `${name}=${value}; Path=${path}; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`
}

/** The `Set-Cookie` value that gives a browser its session. */
export function sessionCookie(value: string): string {
  return cookie(cookieName(), value, getEnv().sessionTtlHours * 3600)
}

/** The `Set-Cookie` value that removes a browser's session. */
export function clearedSessionCookie(): string {
  return cookie(cookieName(), '', 0)
}

/**
 * The value of a cookie in a `Cookie` header as it was sent, or null. None of Foyer's has an escape; one
 * that is sent could stand for NUL, which the database refuses.
 */
export function readCookie(header: string | null, name: string): string | null {
  return parseCookie(header ?? '', { decode: (value) => value })[name] ?? null
}

/** The browser that signs in: its user agent and its cookies. */
export type Browser = { userAgent: string | null; cookie: string | null }

/** The `Browser` of a request. */
export function browserOf({ headers }: Request): Browser {
  return { userAgent: headers.get('user-agent'), cookie: headers.get('cookie') }
}

export type NewSession = ReturnType<typeof newSession>['row']

/** A session without its person. The cookie value is `<id>.<secret>`: 128 and 192 random bits. */
export function newSession(userAgent: string | null) {
  const id = randomBytes(16).toString('base64url')
  const secret = randomBytes(24).toString('base64url')
  const createdAt = now()
  const row = {
    id,
    secretHash: sha256(secret),
    userAgent: userAgent?.slice(0, 255) ?? null,
    createdAt,
    lastSeenAt: createdAt,
    expiresAt: new Date(createdAt.getTime() + getEnv().sessionTtlHours * HOUR),
  }
  return { value: `${id}.${secret}`, row }
}

/** Maximum number of sessions of a person. */
export const MAX_SESSIONS = 100

/**
 * Opens a session; with more than 100, the oldest ends. Returns the value of the cookie. The caller has
 * to lock the person's row, so that simultaneous sign-ins count each other.
 */
export async function createSession(
  tx: Db,
  userId: number,
  userAgent: string | null,
): Promise<string> {
  const { value, row } = newSession(userAgent)
  await tx.session.create({ data: { ...row, userId } })
  await tx.$executeRaw`
    DELETE FROM "Session" WHERE "id" IN (
      SELECT "id" FROM "Session" WHERE "userId" = ${userId} AND "id" <> ${row.id}
      ORDER BY "createdAt" DESC, "id" OFFSET ${MAX_SESSIONS - 1}
    )`
  return value
}

/** The live session of a `Cookie` header with its person, or null. Records its use once a minute. */
export async function findSession(cookieHeader: string | null) {
  const [id, secret] = readCookie(cookieHeader, cookieName())?.split('.') ?? []
  if (!id || !secret || id.length > 64) return null
  const session = await getDb().session.findUnique({
    where: { id },
    omit: { secretHash: false },
    include: { user: true },
  })
  if (!session || !sameSecret(sha256(secret), session.secretHash)) return null
  if (!isAlive(session) || !session.user.enabled) return null
  await touch(session)
  return session
}

function isAlive(session: { lastSeenAt: Date; expiresAt: Date }): boolean {
  const idleEnd = session.lastSeenAt.getTime() + getEnv().sessionIdleHours * HOUR
  return session.expiresAt > now() && idleEnd > now().getTime()
}

async function touch(session: { id: string; userId: number; lastSeenAt: Date }): Promise<void> {
  const seen = now()
  if (seen.getTime() - session.lastSeenAt.getTime() < MINUTE) return
  const { id, userId } = session
  // Lock the person before the session, as everywhere else, to avoid a deadlock.
  await getDb().$transaction([
    getDb().user.updateMany({ where: { id: userId }, data: { seenAt: seen } }),
    getDb().session.updateMany({ where: { id }, data: { lastSeenAt: seen } }),
  ])
}

/** The condition for live sessions. */
export function alive() {
  const idleSince = new Date(now().getTime() - getEnv().sessionIdleHours * HOUR)
  return { expiresAt: { gt: now() }, lastSeenAt: { gt: idleSince } }
}

/** The number of live sessions of each of these people. */
export async function countSessions(db: Db, userIds: number[]): Promise<Map<number, number>> {
  const rows = await db.session.groupBy({
    by: ['userId'],
    where: { userId: { in: userIds }, ...alive() },
    _count: true,
  })
  return new Map(rows.map((row) => [row.userId, row._count]))
}

/** Deletes expired sessions, of one person or of everybody. Returns how many. */
export async function deleteDeadSessions(tx: Db, userId?: number): Promise<number> {
  const where = { ...(userId !== undefined && { userId }), NOT: alive() }
  const { count } = await tx.session.deleteMany({ where })
  return count
}

/** A person's live sessions, most recently used first. */
export async function listSessions(userId: number) {
  return await getDb().session.findMany({
    where: { userId, ...alive() },
    orderBy: { lastSeenAt: 'desc' },
    take: MAX_SESSIONS,
  })
}

/** Whether a person has this live session. */
export async function findLiveSession(tx: Db, userId: number, id: string) {
  return await tx.session.findFirst({ where: { id, userId, ...alive() }, select: { id: true } })
}
