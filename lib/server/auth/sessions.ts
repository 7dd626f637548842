import { randomBytes } from 'node:crypto'
import { parseCookie } from 'cookie'
import { type Db, getDb } from '@/lib/server/db/db'
import { HOUR, MINUTE, now } from '@/lib/server/runtime/clock'
import { getEnv } from '@/lib/server/runtime/env'
import { sameSecret, sha256 } from '@/lib/server/runtime/keys'

/** `__Host-foyer`, or `foyer` where PUBLIC_URL is plain http (Safari drops Secure cookies there). */
export function cookieName(): string {
  return isSecure() ? '__Host-foyer' : 'foyer'
}

/** Whether people come by https, so that cookies can be `Secure`. */
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

/** The `Set-Cookie` value that takes a browser's session away. */
export function clearedSessionCookie(): string {
  return cookie(cookieName(), '', 0)
}

/** The value of a cookie in a `Cookie` header, or null. */
export function readCookie(header: string | null, name: string): string | null {
  return parseCookie(header ?? '')[name] ?? null
}

/** The browser that signs in: what it calls itself, and the cookies that it sent. */
export type Browser = { userAgent: string | null; cookie: string | null }

/** The `Browser` of a request. */
export function browserOf({ headers }: Request): Browser {
  return { userAgent: headers.get('user-agent'), cookie: headers.get('cookie') }
}

export type NewSession = ReturnType<typeof newSession>['row']

/** A session as it is before it is anybody's. Its cookie's value is `<id>.<secret>`: 128 and 192 random bits. */
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

/** How many sessions a person can have. */
export const MAX_SESSIONS = 100

/**
 * Opens a session; of more than 100 the oldest goes. Returns the cookie's value. The caller holds the
 * person's row, so that sign-ins at the same moment count each other.
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

/** The live session of a `Cookie` header with its person, or null. Notes once a minute that it lives. */
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
  // The person before the session, as everywhere: the other way round could deadlock.
  await getDb().$transaction([
    getDb().user.updateMany({ where: { id: userId }, data: { seenAt: seen } }),
    getDb().session.updateMany({ where: { id }, data: { lastSeenAt: seen } }),
  ])
}

/** Which sessions still count. */
function alive() {
  const idleSince = new Date(now().getTime() - getEnv().sessionIdleHours * HOUR)
  return { expiresAt: { gt: now() }, lastSeenAt: { gt: idleSince } }
}

/** How many live sessions each of these people has. */
export async function countSessions(db: Db, userIds: number[]): Promise<Map<number, number>> {
  const rows = await db.session.groupBy({
    by: ['userId'],
    where: { userId: { in: userIds }, ...alive() },
    _count: true,
  })
  return new Map(rows.map((row) => [row.userId, row._count]))
}

/** Removes sessions that are over: a person's, or everybody's. Returns how many. */
export async function deleteDeadSessions(tx: Db, userId?: number): Promise<number> {
  const where = { ...(userId !== undefined && { userId }), NOT: alive() }
  const { count } = await tx.session.deleteMany({ where })
  return count
}

/** A person's live sessions, the latest used first. */
export async function listSessions(userId: number) {
  return await getDb().session.findMany({
    where: { userId, ...alive() },
    orderBy: { lastSeenAt: 'desc' },
    take: 50,
  })
}
