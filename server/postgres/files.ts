import { randomBytes } from 'node:crypto'
import { link, lstat, open, readFile, rm } from 'node:fs/promises'

/** The text of a file without the white space around it, or null where there is no such file. */
export async function readText(file: string): Promise<string | null> {
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/**
 * Reads a secret that was kept, or makes 32 random bytes and keeps them, readable by this user only.
 * The file appears whole or not at all, and the first of two processes wins.
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

/** Who owns a file or folder; null where there is none. Links are not followed. */
export async function ownerOf(path: string): Promise<{ uid: number; gid: number } | null> {
  const found = await lstat(path).catch(() => null)
  return found && { uid: found.uid, gid: found.gid }
}
