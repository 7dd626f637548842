import { chown, lstat, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Account } from './account'
import { fitsSocket } from './address'
import { readText } from './files'

/**
 * Chooses the folder of the server's socket, which nobody but the account may enter: that of the data,
 * which PostgreSQL itself refuses when it is open to others. Where its path is too long for a socket it
 * is a short one with a random name, which the file `postgres-socket` in DATA_DIR remembers.
 * @param ownPlace a folder of Foyer's own for root, whom no temporary folder is needed for
 * @throws Error with one sentence when there is no place for it
 */
export async function chooseSocketFolder(
  folder: string,
  account: Account,
  dataDir: string,
  ownPlace: () => Promise<string>,
): Promise<string> {
  if (fitsSocket(folder)) return folder
  const note = join(dataDir, 'postgres-socket')
  const known = await readText(note)
  if (known && fitsSocket(known) && (await isPrivate(known, account))) return known
  const places = account ? [await ownPlace()] : [tmpdir(), '/tmp', '/var/tmp']
  const created = await createPrivate(places, account)
  await rm(note, { force: true })
  await writeFile(note, `${created}\n`, { flag: 'wx', mode: 0o600 })
  return created
}

async function createPrivate(places: string[], account: Account): Promise<string> {
  for (const place of places) {
    const created = await mkdtemp(join(place, 'foyer-')).catch(() => null)
    if (!created) continue
    if (account) await chown(created, account.uid, account.gid)
    if (fitsSocket(created) && (await isPrivate(created, account))) return created
    await rm(created, { recursive: true })
  }
  throw new Error(
    'The path of DATA_DIR is too long for the socket of the built-in PostgreSQL, and there is no ' +
      'temporary folder for it that other users cannot change. Choose a shorter DATA_DIR.',
  )
}

/**
 * Whether a folder is the account's and closed to everybody else, and nobody else can put another in
 * its place: a temporary folder is emptied at times, and its names are free then.
 */
async function isPrivate(path: string, account: Account): Promise<boolean> {
  const uid = account?.uid ?? process.getuid?.()
  const found = await lstat(path).catch(() => null)
  const closed = found?.isDirectory() && found.uid === uid && (found.mode & 0o077) === 0
  if (!closed) return false
  const parent = await lstat(await realpath(dirname(path)))
  const isKept = (parent.mode & 0o022) === 0 || (parent.mode & 0o1000) !== 0
  return isKept && [0, uid, process.getuid?.()].includes(parent.uid)
}
