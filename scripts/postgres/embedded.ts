import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { acquireLock } from '../setup/lock.mjs'
import { type Cluster, createCluster, localUrl, ROLE, startCluster, stopCluster } from './cluster'
import { keepSecret, readText } from './files'
import { locate } from './location'
import { findServer } from './postmaster'

/** The major version that new data gets. */
const VERSION = 18

/** Every process that uses the server holds this advisory lock, shared; the last one stops it. */
const IN_USE = 7_046_001

/** A built-in PostgreSQL in use by this process. */
export type Embedded = {
  /** The connection string of its `foyer` database. */
  url: string
  /** The folder with the data. */
  folder: string
  /** Leaves the server, and stops it if no other process uses it. */
  stop(): Promise<void>
}

/**
 * Starts the built-in PostgreSQL of `dataDir`, or attaches to the one that another process started
 * or that outlived its app, and makes the cluster when there is none yet.
 * @throws Error with one sentence when it cannot run
 */
export async function openEmbedded(dataDir: string): Promise<Embedded> {
  const home = resolve(dataDir)
  // Root's PostgreSQL runs as another user, who has to pass through; the secrets in it are 0600.
  await mkdir(home, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
  const release = await acquireLock(home, 'postgres')
  try {
    const cluster = await locate(home, VERSION)
    const password = await keepSecret(join(home, 'postgres-password'))
    if (!(await hasCluster(cluster))) await createCluster(cluster, password)
    const first = await attach(cluster, password)
    await createDatabase(first.client)
    return {
      url: localUrl(first.port, password, ROLE),
      folder: cluster.folder,
      stop: keepHold(home, cluster, password, first),
    }
  } finally {
    release()
  }
}

async function hasCluster(cluster: Cluster): Promise<boolean> {
  const version = await readText(join(cluster.folder, 'PG_VERSION'))
  if (version !== null && version !== String(cluster.binaries.version)) {
    throw new Error(
      `The database in ${cluster.folder} was made by PostgreSQL ${version}, this Foyer runs ` +
        `${cluster.binaries.version}: export it with the Foyer that made it, then import it here.`,
    )
  }
  return version !== null
}

type Attached = { client: pg.Client; port: number }

async function attach(cluster: Cluster, password: string, lastPort?: number): Promise<Attached> {
  const deadline = Date.now() + 30_000
  while (Date.now() < deadline) {
    const port = (await findServer(cluster.folder)) ?? (await startCluster(cluster, lastPort))
    const client = port > 0 ? await holdInUse(localUrl(port, password, 'postgres')) : null
    if (client) return { client, port }
    // It is still starting, or another process is just stopping it.
    await sleep(50)
  }
  throw new Error(`The built-in PostgreSQL in ${cluster.folder} does not answer.`)
}

const passing = ['ECONNREFUSED', 'ECONNRESET', '57P01', '57P03']

/** Connects and takes the shared lock; null where the server is starting or about to stop. */
async function holdInUse(url: string): Promise<pg.Client | null> {
  const client = new pg.Client({ connectionString: url, application_name: 'foyer-in-use' })
  // The server ends this connection when it stops.
  client.on('error', () => {})
  try {
    await client.connect()
    if (await query(client, `pg_try_advisory_lock_shared(${IN_USE})`)) return client
    await client.end()
    return null
  } catch (error) {
    await client.end().catch(() => {})
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (passing.includes(code) || /terminated/.test(String(error))) return null
    throw new Error(`The built-in PostgreSQL refuses Foyer: ${String(error)}`)
  }
}

async function createDatabase(client: pg.Client): Promise<void> {
  const found = await query(client, `exists (select from pg_database where datname = '${ROLE}')`)
  if (!found) await client.query(`create database ${ROLE}`)
}

/**
 * Holds the server until the returned function is called. One that crashed or was killed is started
 * again, on the same port, where the app's connections find it.
 */
function keepHold(
  home: string,
  cluster: Cluster,
  password: string,
  first: Attached,
): () => Promise<void> {
  let held = Promise.resolve<pg.Client | null>(first.client)
  let leaving = false
  const watch = (client: pg.Client) => {
    client.once('end', () => {
      if (!leaving) held = revive()
    })
    return client
  }
  const revive = async () => {
    const release = await acquireLock(home, 'postgres')
    try {
      return watch((await attach(cluster, password, first.port)).client)
    } catch (error) {
      console.error('The built-in PostgreSQL ended and does not start again.', error)
      return null
    } finally {
      release()
    }
  }
  watch(first.client)
  return async () => {
    leaving = true
    const client = await held
    if (client) await leave(cluster, client)
  }
}

async function leave(cluster: Cluster, client: pg.Client): Promise<void> {
  try {
    // First let go, then ask: two that leave together would each see the other's lock.
    await client.query(`select pg_advisory_unlock_shared(${IN_USE})`)
    const last = await query(client, `pg_try_advisory_lock(${IN_USE})`)
    if (last) await stopCluster(cluster, 'fast')
  } catch (error) {
    // Gone already, by whatever way.
    if ((await findServer(cluster.folder)) !== null) throw error
  } finally {
    await client.end().catch(() => {})
  }
}

async function query(client: pg.Client, expression: string): Promise<boolean> {
  const { rows } = await client.query<{ answer: boolean }>(`select ${expression} as answer`)
  return rows[0]?.answer === true
}
