import { createHmac } from 'node:crypto'
import { join } from 'node:path'

/** The superuser that `initdb` creates. Only code that starts and stops the server connects as it. */
export const ADMIN = 'foyer'

/** The role of the app: it owns its database and is not a superuser. */
export const OWNER = 'foyer_owner'

/** The database of the app. */
export const DATABASE = 'foyer'

/**
 * For a socket, PostgreSQL's port is only the end of the file name. It is 1, because a Foyer older than
 * docs/decisions/0043 reads it and tries TCP, and no ordinary user can listen on that port.
 */
export const SOCKET_PORT = 1

/** The longest path of a socket in bytes: `sun_path` of unix(7), without the final NUL. */
const LONGEST = process.platform === 'darwin' ? 103 : 107

/** The path of the server's socket. */
export function socketPath(folder: string): string {
  return join(folder, `.s.PGSQL.${SOCKET_PORT}`)
}

/** Whether the path of a socket in that folder is short enough to connect to. */
export function fitsSocket(folder: string): boolean {
  return Buffer.byteLength(socketPath(folder)) <= LONGEST
}

/** A role, its password and its database. */
export type Login = { user: string; password: string; database: string }

/** The superuser's connection, to the database that every cluster has. */
export function adminLogin(password: string, database = 'postgres'): Login {
  return { user: ADMIN, password, database }
}

/**
 * The app's connection. Its password is derived from the superuser's, so there is only one secret to
 * store, and the app's password does not reveal the other one.
 */
export function ownerLogin(password: string): Login {
  return { user: OWNER, password: ownerPassword(password), database: DATABASE }
}

/** @returns base64url, 43 characters: nothing to quote in SQL or a URL */
export function ownerPassword(password: string): string {
  return createHmac('sha256', password).update(OWNER).digest('base64url')
}

/**
 * The connection string for a server whose socket is in that folder. A URL needs a host, and the
 * parameter overrides it in both `pg` and libpq.
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
