import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { HOUR } from '@/lib/server/runtime/clock'
import { getEnv } from '@/lib/server/runtime/env'
import { withDatabase } from '@/server/database'
import { backupName, deleteOldBackups } from '@/server/transfer/backup-folder'
import { exportData } from '@/server/transfer/export-data'
import { seal } from '@/server/transfer/seal'
import { readArguments, wholeNumber } from './arguments'

const usage =
  'Write `backup [file]`, or `backup --into <folder> [--keep <number>] [--every <hours>]`.'

/**
 * Writes a backup to a file, or into a folder where only the latest are kept: once, or again and again
 * until a signal ends it.
 */
export async function run(args: string[]): Promise<void> {
  const { words, options } = readArguments(args, ['into', 'keep', 'every'], usage)
  const { into, keep, every } = options
  if (words.length > (into === undefined ? 1 : 0)) throw new Error(usage)
  if (into === undefined) {
    if (keep !== undefined || every !== undefined) throw new Error(usage)
    return await backUp(resolve(words[0] ?? backupName(new Date())))
  }
  const folder = resolve(into)
  const kept = wholeNumber('keep', keep ?? '14')
  const hours = every === undefined ? null : wholeNumber('every', every)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await backUpInto(folder, kept)
  while (hours !== null) {
    await pause(hours * HOUR)
    // A database that is away for a while does not end the schedule.
    await backUpInto(folder, kept).catch((error: unknown) => {
      console.error(`✗ ${error instanceof Error ? error.message : String(error)}`)
    })
  }
}

async function backUpInto(folder: string, kept: number): Promise<void> {
  await backUp(join(folder, backupName(new Date())))
  const gone = await deleteOldBackups(folder, kept)
  if (gone.length > 0) console.info(`✓ Older backups deleted: ${gone.join(', ')}`)
}

async function backUp(file: string): Promise<void> {
  await withDatabase(async ({ url }) => {
    const { appSecret = '', backupPassphrase } = getEnv()
    const secret = backupPassphrase ? await seal(appSecret, backupPassphrase) : undefined
    const rows = await exportData(url, file, secret)
    console.info(`✓ ${rows} rows backed up to ${file}`)
    console.info(secret ? sealedNote : noteWithoutSecret())
  })
}

const sealedNote =
  '  It contains APP_SECRET under your BACKUP_PASSPHRASE. Keep the passphrase somewhere else.'

function noteWithoutSecret(): string {
  const { databaseUrl, dataDir } = getEnv()
  const place = databaseUrl ? 'your environment' : join(resolve(dataDir), 'app-secret')
  return `! It does NOT contain APP_SECRET, without which current invite links cannot be kept. Keep a copy of it:\n  it is in ${place}. With BACKUP_PASSPHRASE it goes into the backup, encrypted.`
}
