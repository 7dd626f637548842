import { spawnSync } from 'node:child_process'
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Account, runAs } from './account'
import { type Binaries, program } from './binaries'

/** A folder with one PostgreSQL's data, the programs for it, and the user that runs them. */
export type Cluster = {
  folder: string
  binaries: Binaries
  account: Account
  /** Off only for tests: without it a power cut loses data. */
  durable: boolean
}

/** The one role of the built-in PostgreSQL; the database has the same name. */
export const ROLE = 'foyer'

const settings = `
# What Foyer needs; change what you like, it is written once.
shared_buffers = 32MB
max_connections = 50
timezone = 'UTC'
# Messages stay free of what people typed: no statements, no details with values.
log_error_verbosity = terse
log_min_error_statement = panic
logging_collector = on
log_directory = 'log'
log_filename = 'postgresql-%a.log'
log_rotation_age = 1d
log_rotation_size = 0
log_truncate_on_rotation = on
`

/**
 * Makes a new cluster in `cluster.folder`, which must not exist. It appears whole or not at all: the
 * work is done beside it and renamed.
 */
export async function createCluster(cluster: Cluster, password: string): Promise<void> {
  const draft = `${cluster.folder}.new`
  const passwordFile = `${cluster.folder}.new-password`
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { mode: 0o700 })
  await writeFile(passwordFile, password, { mode: 0o600 })
  try {
    if (cluster.account) {
      await chown(draft, cluster.account.uid, cluster.account.gid)
      await chown(passwordFile, cluster.account.uid, cluster.account.gid)
    }
    await runAs(cluster.account, program(cluster.binaries, 'initdb'), [
      `--pgdata=${draft}`,
      `--username=${ROLE}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      // The built-in provider sorts and folds case alike on every machine, whatever its C library.
      ...(cluster.binaries.version >= 17
        ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8']
        : ['--lc-ctype=C.UTF-8', '--lc-collate=C']),
      ...(cluster.durable ? [] : ['--no-sync']),
    ])
    await writeFile(join(draft, 'postgresql.conf'), settings, { flag: 'a' })
    await rename(draft, cluster.folder)
  } finally {
    await rm(passwordFile, { force: true })
  }
}

/**
 * Starts the server on a free loopback port and waits until it answers.
 * @param preferredPort tried first, so that clients that know it find the server again
 * @returns the port
 */
export async function startCluster(cluster: Cluster, preferredPort?: number): Promise<number> {
  const log = join(cluster.folder, 'start.log')
  let port = preferredPort ?? (await freePort())
  let failure: unknown
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    try {
      await rm(log, { force: true })
      const args = ['start', '-w', '-s', '-t', '60', '-D', cluster.folder, '-l', log]
      args.push('-o', serverOptions(port, cluster.durable))
      await runAs(cluster.account, program(cluster.binaries, 'pg_ctl'), args)
      return port
    } catch (error) {
      failure = error
      // Somebody took the port first; or what a killed server left needs a moment to go away.
      if (/TCP\/IP/.test(await lastLines(log))) port = await freePort()
      else await sleep(attempt * 100)
    }
  }
  const last = await lastLines(log)
  throw new Error(`The built-in PostgreSQL does not start: ${last || String(failure)}`)
}

function serverOptions(port: number, durable: boolean): string {
  const local = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=`
  const fast = '-c fsync=off -c full_page_writes=off -c synchronous_commit=off'
  return durable ? local : `${local} ${fast}`
}

/** Stops the server and waits for its end. `immediate` is for data that nobody needs any more. */
export async function stopCluster(cluster: Cluster, mode: 'fast' | 'immediate'): Promise<void> {
  const args = ['stop', '-w', '-s', '-t', '60', '-m', mode, '-D', cluster.folder]
  await runAs(cluster.account, program(cluster.binaries, 'pg_ctl'), args)
}

/** `stopCluster` in immediate mode for an exit handler: it blocks, and a failure is ignored. */
export function stopClusterNow(cluster: Cluster): void {
  const args = ['stop', '-w', '-s', '-t', '5', '-m', 'immediate', '-D', cluster.folder]
  spawnSync(program(cluster.binaries, 'pg_ctl'), args, { ...cluster.account, cwd: '/' })
}

/** The connection string for a server on this machine. */
export function localUrl(port: number, password: string, database: string): string {
  return `postgresql://${ROLE}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}?sslmode=disable`
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = address && typeof address === 'object' ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}

async function lastLines(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '')
  return text.trim().split('\n').slice(-2).join(' ')
}
