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

/** Where folders go that PostgreSQL's user has to reach when the checkout or DATA_DIR is closed. */
const HOMES = '/var/lib/foyer'

/**
 * Decides where the built-in PostgreSQL lives and who runs it. Usually the data is in
 * `DATA_DIR/postgres` and the programs in node_modules. As root, with one of them in a folder that
 * no other user can enter, it goes to a folder of its own under /var/lib/foyer, which a file in
 * DATA_DIR remembers.
 * @throws Error with one sentence when the data that is there cannot be used
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
  // A node_modules that cannot be written to cannot be linked; the copy can.
  const linked = await linkLibraries(found).then(
    () => true,
    () => false,
  )
  return linked && canRun(account, found) ? found : copyBinaries(found, await home.create())
}

/** The folder of our own, made when it is first needed. */
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

/** Somebody else could have made the folder first, to read or replace what we put there. */
async function refuseForeign(path: string): Promise<void> {
  for (const folder of [path, dirname(path)]) {
    const found = await lstat(folder).catch(() => null)
    if (!found) throw new Error(`${folder}, where the database was kept, is gone.`)
    const safe = found.isDirectory() && found.uid === process.getuid?.() && !(found.mode & 0o022)
    if (!safe) throw new Error(`${folder} belongs to another user; Foyer does not use it.`)
  }
}
