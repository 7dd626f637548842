import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Names of our own backups, which sort by their time. Nothing else in the folder is ever deleted. */
const ours = /^foyer-\d{8}T\d{6}Z\.ndjson\.gz$/

/** The name of a backup of an instant, in UTC to the second. */
export function backupName(at: Date): string {
  return `foyer-${at.toISOString().replace(/[-:]|\.\d+/g, '')}.ndjson.gz`
}

/**
 * Deletes the oldest backups of a folder. A name of the future counts for nothing: otherwise a clock that was
 * wrong, or somebody who may write there, would have every real backup deleted.
 * @param kept how many stay
 * @returns the names of those that are gone
 */
export async function deleteOldBackups(
  folder: string,
  kept: number,
  at = new Date(),
): Promise<string[]> {
  const latest = backupName(at)
  const found = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isFile() && ours.test(entry.name) && entry.name <= latest)
    .map(({ name }) => name)
    .sort()
  const old = found.slice(0, Math.max(0, found.length - kept))
  for (const name of old) await rm(join(folder, name))
  return old
}
