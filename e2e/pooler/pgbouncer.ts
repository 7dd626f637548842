import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from '@/lib/testing/sql'
import { freePort } from '../support/app'

export type Pooler = { url: string; stop(): Promise<void> }

/** How many connections to the server all clients share. */
const SERVER_CONNECTIONS = 5

function settings(databaseUrl: URL, port: number): string {
  const { username, password, pathname, searchParams } = databaseUrl
  const server = `host=${searchParams.get('host')} port=${databaseUrl.port || 1}`
  return `
[databases]
foyer = ${server} dbname=${pathname.slice(1)} user=${username} password=${password}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = ${SERVER_CONNECTIONS}
max_client_conn = 500
`
}

/**
 * Starts Debian's PgBouncer in transaction mode in front of a database that listens on a socket. As root
 * it runs as the owner of that socket: nobody else gets through, and PgBouncer refuses root.
 */
export async function startPgBouncer(databaseUrl: string): Promise<Pooler> {
  const parsed = new URL(databaseUrl)
  const { uid, gid } = await stat(parsed.searchParams.get('host') ?? '')
  const folder = await mkdtemp(join(tmpdir(), 'foyer-pooler-'))
  const file = join(folder, 'pgbouncer.ini')
  const port = await freePort()
  await writeFile(file, settings(parsed, port))
  if (process.getuid?.() === 0) for (const path of [folder, file]) await chown(path, uid, gid)
  const child = spawn('/usr/sbin/pgbouncer', [file], { uid, gid, stdio: 'ignore' })
  const ended = once(child, 'exit')
  const url = `postgresql://foyer:obviously-fake@127.0.0.1:${port}/foyer`
  while (child.exitCode === null && !(await sql(url, 'SELECT 1').catch(() => null))) await pause(50)
  if (child.exitCode !== null) throw new Error('PgBouncer did not start.')
  return {
    url,
    stop: async () => {
      child.kill('SIGINT')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}
