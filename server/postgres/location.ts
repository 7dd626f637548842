import { chmod, lstat, mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Account, canEnter, canRun, canUse, chooseAccount } from './account'
import {
  type Binaries,
  copyBinaries,
  findBinaries,
  linkLibraries,
  type PostgresVersion,
} from './binaries'
import type { Cluster } from './cluster'
import { ownerOf, readText } from './files'
import { chooseSocketFolder } from './socket-folder'

/** The place for folders that PostgreSQL's user has to reach if the checkout or DATA_DIR is closed. */
const HOMES = '/var/lib/foyer'

/**
 * Decides where the built-in PostgreSQL is stored and which user runs it. Usually the data is in
 * `DATA_DIR/postgres` and the binaries are in node_modules. Under root, if no other user can enter one
 * of these folders, a folder under /var/lib/foyer is used and recorded in a file in DATA_DIR.
 * @throws Error with one sentence if existing data cannot be used
 */
export async function locate(dataDir: string, version: PostgresVersion): Promise<Cluster> {
  const inside = join(dataDir, 'postgres')
  const home = new Home(dataDir)
  const outside = join((await home.find()) ?? '/nonexistent', 'postgres')
  const owner = (await ownerOf(inside)) ?? (await ownerOf(outside))
  const account = await chooseAccount(owner)
  const folder = await chooseFolder(account, { inside, outside, dataDir, home })
  const binaries = await reachableBinaries(account, findBinaries(version), home)
  const socketFolder = await chooseSocketFolder(folder, account, dataDir, () => home.create())
  return { folder, binaries, account, socketFolder, durable: true }
}

/** The folder of existing data, as `locate` would find it; null if there is none yet. Creates nothing. */
export async function findData(dataDir: string): Promise<string | null> {
  const inside = join(dataDir, 'postgres')
  if (await ownerOf(inside)) return inside
  const outside = join((await new Home(dataDir).find()) ?? '/nonexistent', 'postgres')
  return (await ownerOf(outside)) ? outside : null
}

type Places = { inside: string; outside: string; dataDir: string; home: Home }

async function chooseFolder(account: Account, places: Places): Promise<string> {
  const { inside, outside, dataDir, home } = places
  if (await ownerOf(inside)) {
    if (canUse(account, inside)) return inside
    throw new Error(
      `The database in ${inside} belongs to another user, or its owner cannot open its folder. ` +
        'Start Foyer as the user who started it first, or as root.',
    )
  }
  if (await ownerOf(outside)) return outside
  return canEnter(account, dataDir) ? inside : join(await home.create(), 'postgres')
}

async function reachableBinaries(account: Account, found: Binaries, home: Home): Promise<Binaries> {
  // Links cannot be created in a read-only node_modules, but they can in the copy.
  const linked = await linkLibraries(found).then(
    () => true,
    () => false,
  )
  return linked && canRun(account, found) ? found : copyBinaries(found, await home.create())
}

/** Our own folder, created when it is first needed. */
class Home {
  readonly #note: string

  constructor(dataDir: string) {
    this.#note = join(dataDir, 'postgres-location')
  }

  async find(): Promise<string | null> {
    const path = await readText(this.#note)
    if (path) await refuseForeign(path)
    return path
  }

  async create(): Promise<string> {
    const known = await this.find()
    if (known) return known
    await mkdir(HOMES, { recursive: true, mode: 0o755 })
    await refuseForeign(HOMES)
    const path = await mkdtemp(join(HOMES, 'postgres-'))
    await chmod(path, 0o755)
    await writeFile(this.#note, `${path}\n`, { flag: 'wx', mode: 0o600 })
    return path
  }
}

/** Somebody else could have created the folder first, to read or replace its contents. */
async function refuseForeign(path: string): Promise<void> {
  for (const folder of [path, dirname(path)]) {
    const found = await lstat(folder).catch(() => null)
    if (!found) throw new Error(`${folder}, the folder of the database, no longer exists.`)
    const safe = found.isDirectory() && found.uid === process.getuid?.() && !(found.mode & 0o022)
    if (!safe) throw new Error(`${folder} belongs to another user; Foyer does not use it.`)
  }
}
