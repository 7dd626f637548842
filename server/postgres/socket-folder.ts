import { chown, lstat, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Account } from './account'
import { fitsSocket } from './address'
import { readText } from './files'

/**
 * Chooses the folder of the server's socket, which only the account may enter: the data folder, which
 * PostgreSQL itself refuses if it is open to others. If its path is too long for a socket, a short
 * folder with a random name is used and recorded in the file `postgres-socket` in DATA_DIR.
 * @param ownPlace Foyer's own folder under root, which needs no temporary folder
 * @throws Error with one sentence if there is no place for it
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
 * Whether the account owns a folder that is closed to everybody else, and nobody else can replace it:
 * temporary folders are sometimes emptied, and then their names are free.
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
