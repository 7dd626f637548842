import { mkdir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { acquireLock } from '@/server/locks/lock.mjs'
import { adminLogin, DATABASE, ownerLogin, socketUrl } from './address'
import { attach, leave } from './attach'
import { type Cluster, createCluster } from './cluster'
import { keepSecret, readText } from './files'
import { type Held, keepHold } from './hold'
import { locate } from './location'
import { prepareDatabase } from './roles'

/** The major version for new data. */
const VERSION = 18

/** A built-in PostgreSQL in use by this process. */
export type Embedded = {
  /** The connection string of its `foyer` database, for the role that owns it. */
  url: string
  /** The folder with the data. */
  folder: string
  /** Releases the server, and stops it if no other process uses it. */
  stop(): Promise<void>
}

/**
 * Starts the built-in PostgreSQL of `dataDir`, or attaches to one that is already running, and creates
 * the cluster if there is none yet.
 * @throws Error with one sentence if it cannot run
 */
export async function openEmbedded(dataDir: string): Promise<Embedded> {
  const home = resolve(dataDir)
  // Under root PostgreSQL runs as another user, who has to pass through; the secrets in it are 0600.
  await mkdir(home, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
  await refuseOpen(home)
  const release = await acquireLock(home, 'postgres')
  try {
    const cluster = await locate(home, VERSION)
    const password = await keepSecret(join(home, 'postgres-password'))
    if (!(await hasCluster(cluster))) await createCluster(cluster, password)
    return {
      url: socketUrl(cluster.socketFolder, ownerLogin(password)),
      folder: cluster.folder,
      stop: await open({ home, cluster, password }),
    }
  } finally {
    release()
  }
}

/** @returns a function that releases the server */
async function open(server: Held): Promise<() => Promise<void>> {
  const { cluster, password } = server
  const hold = await attach(cluster, password)
  try {
    const adminUrl = socketUrl(cluster.socketFolder, adminLogin(password, DATABASE))
    await prepareDatabase(hold.client, adminUrl, password)
    return keepHold(server, hold)
  } catch (error) {
    await leave(cluster, hold)
    throw error
  }
}

/** If everybody may write to the folder, anybody could place secrets there first. */
async function refuseOpen(home: string): Promise<void> {
  const { mode } = await stat(home)
  if ((mode & 0o002) === 0) return
  throw new Error(
    `Every user on this machine can write to ${home}. Run \`chmod o-w\` on it, or set DATA_DIR to ` +
      'another folder.',
  )
}

async function hasCluster(cluster: Cluster): Promise<boolean> {
  const version = await readText(join(cluster.folder, 'PG_VERSION'))
  if (version !== null && version !== String(cluster.binaries.version)) {
    throw new Error(
      `The database in ${cluster.folder} was created by PostgreSQL ${version}, but this Foyer runs ` +
        `${cluster.binaries.version}. Export it with the Foyer that created it, then import it here.`,
    )
  }
  return version !== null
}
