import { spawnSync } from 'node:child_process'
import { constants } from 'node:fs'
import { chown, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Account, runAs } from './account'
import { ADMIN, SOCKET_PORT, socketPath } from './address'
import { type Binaries, program } from './binaries'
import { findServer } from './find-server'

/** The data folder of one PostgreSQL, its binaries, and the user that runs them. */
export type Cluster = {
  folder: string
  binaries: Binaries
  account: Account
  /** Where its socket is: a folder that only the account may enter. */
  socketFolder: string
  /** Only for tests: a port instead of the socket, as an operator's own server has. */
  tcpPort?: number
  /** Off only for tests: without it a power failure loses data. */
  durable: boolean
}

const settings = `
# What Foyer needs; change what you like, it is written once. Where the server listens Foyer says as it
# starts it: a socket that only its user may open, and no port.
listen_addresses = ''
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

/** The account owns the folder and could have replaced the file with a link: it is not followed. */
const APPEND = constants.O_WRONLY | constants.O_APPEND | constants.O_NOFOLLOW

/**
 * Creates a new cluster in `cluster.folder`, which must not exist. It appears complete or not at all:
 * it is created in a folder beside it, which is then renamed.
 * @param password the superuser's
 */
export async function createCluster(cluster: Cluster, password: string): Promise<void> {
  const draft = `${cluster.folder}.new`
  const passwordFile = `${cluster.folder}.new-password`
  await rm(draft, { recursive: true, force: true })
  await rm(passwordFile, { force: true })
  await mkdir(draft, { mode: 0o700 })
  await writeFile(passwordFile, password, { flag: 'wx', mode: 0o600 })
  try {
    if (cluster.account) {
      await chown(draft, cluster.account.uid, cluster.account.gid)
      await chown(passwordFile, cluster.account.uid, cluster.account.gid)
    }
    await runAs(cluster.account, program(cluster.binaries, 'initdb'), [
      `--pgdata=${draft}`,
      `--username=${ADMIN}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      // The built-in provider sorts and folds case in the same way on every machine.
      ...(cluster.binaries.version >= 17
        ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8']
        : ['--lc-ctype=C.UTF-8', '--lc-collate=C']),
      ...(cluster.durable ? [] : ['--no-sync']),
    ])
    await writeFile(join(draft, 'postgresql.conf'), settings, { flag: APPEND })
    await rename(draft, cluster.folder)
  } finally {
    await rm(passwordFile, { force: true })
  }
}

/**
 * Starts the server if none runs, and waits some seconds until it answers. A long recovery after a
 * crash may take longer and continues.
 * @throws Error with the message of PostgreSQL if it does not start
 */
export async function startCluster(cluster: Cluster): Promise<void> {
  const log = join(cluster.folder, 'start.log')
  await rm(log, { force: true })
  // A killed server leaves this file, and its pid may belong to another process by now, as in `findServer`.
  await rm(`${socketPath(cluster.socketFolder)}.lock`, { force: true })
  const args = ['start', '-w', '-s', '-t', '10', '-D', cluster.folder, '-l', log]
  try {
    const options = ['-o', serverOptions(cluster)]
    await runAs(cluster.account, program(cluster.binaries, 'pg_ctl'), [...args, ...options])
  } catch (error) {
    if (await findServer(cluster.folder)) return
    const reason = (await lastWords(cluster)) || String(error)
    throw new Error(`The built-in PostgreSQL in ${cluster.folder} did not start: ${reason}`)
  }
}

function serverOptions({ socketFolder, tcpPort, durable }: Cluster): string {
  const place = tcpPort
    ? `-p ${tcpPort} -c listen_addresses=127.0.0.1 -c unix_socket_directories=`
    : `-p ${SOCKET_PORT} -c listen_addresses= -c unix_socket_permissions=0700 ${inShell(
        // PostgreSQL parses a list here, in which quotes keep one name together.
        `-cunix_socket_directories="${socketFolder.replaceAll('"', '""')}"`,
      )}`
  const fast = '-c fsync=off -c full_page_writes=off -c synchronous_commit=off'
  return durable ? place : `${place} ${fast}`
}

/** pg_ctl passes the options to a shell. */
function inShell(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

/**
 * The reason why the server did not start, from its two logs: `start.log` and the later one. They are
 * read as the account that owns them.
 */
async function lastWords({ account, folder }: Cluster): Promise<string> {
  const script = `cd "$1"; grep -E 'FATAL|PANIC' start.log ||
    tail -n 20 "log/$(ls -t log | head -n 1)" | grep -E 'FATAL|PANIC' | grep -v 'terminating conn'`
  const text = await runAs(account, '/bin/sh', ['-c', script, 'sh', folder]).catch(() => '')
  const last = text.trim().split('\n').at(-1) ?? ''
  // Its timestamp repeats the one of our own log line.
  return last.replace(/^.*?(?=FATAL|PANIC)/, '')
}

/** Stops the server and waits until it has ended. `immediate` is for data that is no longer needed. */
export async function stopCluster(cluster: Cluster, mode: 'fast' | 'immediate'): Promise<void> {
  const args = ['stop', '-w', '-s', '-t', '60', '-m', mode, '-D', cluster.folder]
  await runAs(cluster.account, program(cluster.binaries, 'pg_ctl'), args)
}

/** `stopCluster` in immediate mode for an exit handler: it blocks, and a failure is ignored. */
export function stopClusterNow(cluster: Cluster): void {
  const args = ['stop', '-w', '-s', '-t', '5', '-m', 'immediate', '-D', cluster.folder]
  spawnSync(program(cluster.binaries, 'pg_ctl'), args, { ...cluster.account, cwd: '/' })
}
