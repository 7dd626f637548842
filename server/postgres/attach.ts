import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { adminLogin, socketPath, socketUrl, tcpUrl } from './address'
import { type Cluster, startCluster, stopCluster } from './cluster'
import { findServer, type Running } from './find-server'
import { isTrue } from './roles'

/** Every process that uses the server holds this advisory lock, shared; the last one stops it. */
export const IN_USE = 7_046_001

/** The superuser's connection that holds the lock; it closes when the server stops. */
export type Hold = { client: pg.Client; ended: Promise<void> }

/** How often a failing start is tried, and how long a server may take to answer or an older Foyer to stop. */
const TRIES = 5
const PATIENCE = 120_000
const PATIENCE_WITH_OLDER = 10_000

/**
 * Starts the server of a cluster, or finds the running one, and holds it.
 * @param password the superuser's
 * @throws Error with one sentence if no server is available
 */
export async function attach(cluster: Cluster, password: string): Promise<Hold> {
  const began = Date.now()
  let failedTries = 0
  while (Date.now() - began < PATIENCE) {
    try {
      const hold = await tryAttach(cluster, password)
      if (hold) return hold
    } catch (error) {
      failedTries += 1
      const isOver =
        error instanceof OlderFoyer
          ? Date.now() - began > PATIENCE_WITH_OLDER
          : failedTries >= TRIES
      if (isOver) throw error
    }
    await sleep(50 + failedTries * 100)
  }
  throw new Error(`The built-in PostgreSQL in ${cluster.folder} is not responding.`)
}

/**
 * One attempt: starts the server if none runs, and takes the shared lock.
 * @returns null if it is still starting, or another process is stopping it
 */
export async function tryAttach(cluster: Cluster, password: string): Promise<Hold | null> {
  const server = await findServer(cluster.folder)
  if (server === null) await startCluster(cluster)
  else if (isElsewhere(cluster, server)) await retire(cluster, server, password)
  return await holdInUse(socketUrl(cluster.socketFolder, adminLogin(password)))
}

/** Whether it listens at an address where no process of this version would look for it. */
function isElsewhere({ socketFolder }: Cluster, server: Running): boolean {
  if (!server.isReady) return false
  return server.address !== '' || server.socketFolder !== socketFolder || isLost(server)
}

/** A temporary folder may be emptied while a server uses it. */
function isLost({ socketFolder }: Running): boolean {
  return socketFolder !== '' && !existsSync(socketPath(socketFolder))
}

class OlderFoyer extends Error {}

/**
 * Stops a server that was started on a local port before docs/decisions/0043, if no app uses it any
 * more.
 * @throws OlderFoyer if an app uses it, which could not find it again
 */
async function retire(cluster: Cluster, server: Running, password: string): Promise<void> {
  if (!isLost(server) && (await isUsed(server, password))) {
    throw new OlderFoyer(
      `An older Foyer is still using the database in ${cluster.folder}. Stop it, then start this one.`,
    )
  }
  await stopCluster(cluster, 'fast')
  await startCluster(cluster)
}

async function isUsed(server: Running, password: string): Promise<boolean> {
  const login = adminLogin(password)
  const url = server.address ? tcpUrl(server.port, login) : socketUrl(server.socketFolder, login)
  const client = newClient(url)
  try {
    await client.connect()
    return !(await isTrue(client, `pg_try_advisory_lock(${IN_USE})`))
  } finally {
    await client.end().catch(() => {})
  }
}

/** Errors of a server that is starting, stopping, or temporarily busy. */
const passing = [
  'ENOENT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'EAGAIN',
  '53300',
  '57P01',
  '57P03',
]

function isPassing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return passing.includes(code) || /terminated|timeout|not queryable/.test(String(error))
}

async function holdInUse(url: string): Promise<Hold | null> {
  const client = newClient(url)
  const ended = new Promise<void>((resolve) => client.once('end', resolve))
  try {
    await client.connect()
    if (await isTrue(client, `pg_try_advisory_lock_shared(${IN_USE})`)) return { client, ended }
    await client.end()
    return null
  } catch (error) {
    await client.end().catch(() => {})
    if (isPassing(error)) return null
    throw new Error(`The built-in PostgreSQL rejected the connection: ${String(error)}`)
  }
}

function newClient(connectionString: string): pg.Client {
  const client = new pg.Client({
    connectionString,
    application_name: 'foyer-in-use',
    connectionTimeoutMillis: 10_000,
  })
  // The server ends this connection when it stops.
  client.on('error', () => {})
  return client
}

/** Releases the server, and stops it if no other process uses it. */
export async function leave(cluster: Cluster, { client }: Hold): Promise<void> {
  try {
    // Release before checking: otherwise two processes that exit together would each see the other's lock.
    await client.query(`select pg_advisory_unlock_shared(${IN_USE})`)
    const last = await isTrue(client, `pg_try_advisory_lock(${IN_USE})`)
    if (last) await stopCluster(cluster, 'fast')
  } catch (error) {
    // It has stopped already, or another process is stopping it.
    if (!isPassing(error) && (await findServer(cluster.folder)) !== null) throw error
  } finally {
    await client.end().catch(() => {})
  }
}
