import { resolve } from 'node:path'
import { getEnv } from '@/lib/server/runtime/env'
import { verifyBackup } from '@/server/transfer/verify-backup'
import { readArguments } from './arguments'

const usage = 'Name the backup: npm run backup:verify -- foyer-20260131T030000Z.ndjson.gz'

/** Restores a backup into a temporary database, counts what is there, and leaves nothing behind. */
export async function run(args: string[]): Promise<void> {
  const { words, options: _ } = readArguments(args, [], usage)
  const [file, ...more] = words
  if (file === undefined || more.length > 0) throw new Error(usage)
  const { tables, rows, secret } = await verifyBackup(resolve(file), getEnv().backupPassphrase)
  const width = Math.max(...tables.map(({ name }) => name.length))
  for (const { name, count } of tables) console.info(`  ${name.padEnd(width)}  ${count}`)
  console.info(`✓ ${rows} rows can be restored`)
  console.info(secretNotes[secret])
}

const secretNotes = {
  opened: '✓ APP_SECRET is in it, and BACKUP_PASSPHRASE opens it',
  sealed: '! APP_SECRET is in it; set BACKUP_PASSPHRASE to see whether it opens',
  absent: '! APP_SECRET is not in it; keep a copy of it somewhere else',
}
