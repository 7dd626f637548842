import { randomBytes } from 'node:crypto'
import { link, lstat, open, readFile, rm } from 'node:fs/promises'

/** The trimmed text of a file, or null if the file does not exist. */
export async function readText(file: string): Promise<string | null> {
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/**
 * Reads a stored secret, or generates and stores 32 random bytes, readable by this user only. The file
 * appears complete or not at all, and the first of two processes wins.
 * @returns base64, 44 characters
 */
export async function keepSecret(file: string): Promise<string> {
  const kept = await readText(file)
  if (kept) return kept
  const draft = `${file}.${randomBytes(8).toString('hex')}`
  const handle = await open(draft, 'wx', 0o600)
  await handle.writeFile(`${randomBytes(32).toString('base64')}\n`)
  await handle.sync()
  await handle.close()
  await link(draft, file).catch(() => {})
  await rm(draft)
  const secret = await readText(file)
  if (!secret) throw new Error(`The secret in ${file} cannot be read.`)
  return secret
}

/** The owner of a file or folder; null if there is none. Links are not followed. */
export async function ownerOf(path: string): Promise<{ uid: number; gid: number } | null> {
  const found = await lstat(path).catch(() => null)
  return found && { uid: found.uid, gid: found.gid }
}
