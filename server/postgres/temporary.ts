import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { chown, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Account, canRun, canUse, chooseAccount } from './account'
import { adminLogin, fitsSocket, socketUrl, tcpUrl } from './address'
import {
  type Binaries,
  copyBinaries,
  findBinaries,
  linkLibraries,
  type PostgresVersion,
} from './binaries'
import { type Cluster, createCluster, startCluster, stopCluster, stopClusterNow } from './cluster'

/** A server for tests: `url` names its `postgres` database as superuser. */
export type TemporaryPostgres = {
  url: string
  /** Stops the server and keeps its data, so that the database is unavailable. */
  goAway(): Promise<void>
  /** Starts it again at the same address. */
  comeBack(): Promise<void>
  /** Stops it and deletes everything. */
  stop(): Promise<void>
}

type Options = {
  version?: PostgresVersion
  durable?: boolean
  /** Whether it listens on a local port, as an operator's own server does. */
  tcp?: boolean
}

/**
 * Starts a PostgreSQL with an empty cluster in a folder of its own under the system's temporary
 * folder, without fsync unless it is asked for. Works as root and from a checkout that others cannot
 * read.
 * @throws Error with one sentence if it cannot be started
 */
export async function startTemporaryPostgres(options: Options = {}): Promise<TemporaryPostgres> {
  const account = await chooseAccount(null)
  const home = await createHome(account)
  try {
    const folder = join(home, 'postgres')
    const cluster: Cluster = {
      folder,
      binaries: await usableBinaries(account, findBinaries(options.version ?? 18), home),
      account,
      socketFolder: folder,
      ...(options.tcp ? { tcpPort: await freePort() } : {}),
      durable: options.durable ?? false,
    }
    const login = adminLogin(randomBytes(16).toString('hex'))
    await createCluster(cluster, login.password)
    await startCluster(cluster)
    const url = cluster.tcpPort ? tcpUrl(cluster.tcpPort, login) : socketUrl(folder, login)
    return { url, ...controls(cluster, home) }
  } catch (error) {
    await rm(home, { recursive: true, force: true })
    throw error
  }
}

function controls(cluster: Cluster, home: string) {
  let running = true
  const onExit = () => discardNow(cluster, home)
  process.once('exit', onExit)
  return {
    goAway: async () => {
      await stopCluster(cluster, 'fast')
      running = false
    },
    comeBack: async () => {
      await startCluster(cluster)
      running = true
    },
    stop: async () => {
      process.off('exit', onExit)
      if (running) await stopCluster(cluster, 'immediate')
      await rm(home, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return address && typeof address === 'object' ? address.port : 0
}

/** For a test run that exits without calling `stop`; an exit handler cannot be asynchronous. */
function discardNow(cluster: Cluster, home: string): void {
  stopClusterNow(cluster)
  rmSync(home, { recursive: true, force: true })
}

/** The account may have no access to TMPDIR, or its path may be too long for a socket. */
async function createHome(account: Account): Promise<string> {
  for (const base of [tmpdir(), '/tmp', '/var/tmp']) {
    const home = await mkdtemp(join(base, 'foyer-test-')).catch(() => null)
    if (!home) continue
    if (account) await chown(home, account.uid, account.gid)
    if (fitsSocket(join(home, 'postgres')) && canUse(account, home)) return home
    await rm(home, { recursive: true, force: true })
  }
  throw new Error('There is no temporary folder that PostgreSQL can write to. Set TMPDIR.')
}

async function usableBinaries(account: Account, found: Binaries, home: string): Promise<Binaries> {
  const linked = await linkLibraries(found).then(
    () => true,
    () => false,
  )
  return linked && canRun(account, found) ? found : copyBinaries(found, home)
}
