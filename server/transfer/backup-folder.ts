import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Names of our own backups, which sort by their time. Nothing else in the folder is ever deleted. */
const ours = /^foyer-\d{8}T\d{6}Z\.ndjson\.gz$/

/** The name of a backup of an instant, in UTC to the second. */
export function backupName(at: Date): string {
  return `foyer-${at.toISOString().replace(/[-:]|\.\d+/g, '')}.ndjson.gz`
}

/**
 * Deletes the oldest backups of a folder.
 * @param kept how many stay
 * @returns the names of those that are gone
 */
export async function deleteOldBackups(folder: string, kept: number): Promise<string[]> {
  const found = (await readdir(folder)).filter((name) => ours.test(name)).sort()
  const old = found.slice(0, Math.max(0, found.length - kept))
  for (const name of old) await rm(join(folder, name))
  return old
}
