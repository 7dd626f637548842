import { createHmac } from 'node:crypto'
import { join } from 'node:path'

/** The superuser, as `initdb` makes it. Only the processes that start and stop the server are it. */
export const ADMIN = 'foyer'

/** The role of the app: it owns its database, and is no superuser. */
export const OWNER = 'foyer_owner'

/** The database of the app. */
export const DATABASE = 'foyer'

/**
 * What PostgreSQL calls a port is only the end of the socket's name. It is 1, where no ordinary user
 * may listen: a Foyer from before docs/decisions/0043 reads it and tries TCP.
 */
export const SOCKET_PORT = 1

/** How many bytes the path of a socket may have: `sun_path` of unix(7), without the NUL at its end. */
const LONGEST = process.platform === 'darwin' ? 103 : 107

/** The path of the server's socket. */
export function socketPath(folder: string): string {
  return join(folder, `.s.PGSQL.${SOCKET_PORT}`)
}

/** Whether the path of a socket in that folder is short enough to connect to. */
export function fitsSocket(folder: string): boolean {
  return Buffer.byteLength(socketPath(folder)) <= LONGEST
}

/** Who connects to what. */
export type Login = { user: string; password: string; database: string }

/** The superuser's connection, to the database that every cluster has. */
export function adminLogin(password: string, database = 'postgres'): Login {
  return { user: ADMIN, password, database }
}

/**
 * The app's connection. Its password is derived from the superuser's, so there is one secret to keep,
 * and who knows the app's does not know the other.
 */
export function ownerLogin(password: string): Login {
  return { user: OWNER, password: ownerPassword(password), database: DATABASE }
}

/** @returns base64url, 43 characters: nothing to quote in SQL or a URL */
export function ownerPassword(password: string): string {
  return createHmac('sha256', password).update(OWNER).digest('base64url')
}

/**
 * The connection string for a server whose socket is in that folder. A URL needs a host, which the
 * parameter overrides, in `pg` as in libpq.
 */
export function socketUrl(folder: string, login: Login): string {
  const url = new URL(tcpUrl(SOCKET_PORT, login))
  url.searchParams.set('host', folder)
  return url.href
}

/** The connection string for a server on a port of this machine. */
export function tcpUrl(port: number, { user, password, database }: Login): string {
  const secret = encodeURIComponent(password)
  return `postgresql://${user}:${secret}@127.0.0.1:${port}/${database}?sslmode=disable`
}
