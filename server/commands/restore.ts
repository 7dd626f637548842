import { randomBytes } from 'node:crypto'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { getEnv, provideEnv } from '@/lib/server/runtime/env'
import { withDatabase } from '@/server/database'
import { readHeader } from '@/server/transfer/import-data'
import { type Restored, restoreData } from '@/server/transfer/restore-data'
import { unseal } from '@/server/transfer/seal'
import { readArguments } from './arguments'

const usage = 'Write `restore <file>`, or `restore <file> --links keep`.'

/**
 * Fills an empty database with a backup. Sessions, API tokens and reset links end, and links get new
 * addresses, because the backup is older than what was revoked since; `--links keep` keeps addresses.
 */
export async function run(args: string[]): Promise<void> {
  const { words, options } = readArguments(args, ['links'], usage)
  const [file, ...more] = words
  const { links = 'renew' } = options
  if (file === undefined || more.length > 0) throw new Error(usage)
  if (links !== 'renew' && links !== 'keep') throw new Error(usage)
  const secret = await secretOf(resolve(file))
  const place = await placeFor(secret)
  await withDatabase(async ({ url }) => {
    if (secret !== null) provideEnv({ APP_SECRET: secret })
    const restored = await restoreData(url, resolve(file), links, async () => {
      if (place !== null) await writeSecret(place, `${secret}`)
    })
    for (const line of [...report(restored, links), ...notes(links, secret)]) console.info(line)
  })
}

/** APP_SECRET of the backup, where it has it and BACKUP_PASSPHRASE opens it. */
async function secretOf(file: string): Promise<string | null> {
  const { secret } = await readHeader(file)
  const { backupPassphrase } = getEnv()
  if (!secret) return null
  if (!backupPassphrase) {
    throw new Error('This backup contains APP_SECRET. Set BACKUP_PASSPHRASE to its passphrase.')
  }
  return await unseal(secret, backupPassphrase)
}

/**
 * Where the secret of the backup goes: into DATA_DIR, if this installation keeps its own there. Otherwise
 * the environment has to have it already.
 * @throws Error with one sentence if the environment has another
 */
async function placeFor(secret: string | null): Promise<string | null> {
  const { databaseUrl, appSecret, dataDir } = getEnv()
  if (secret === null || secret === appSecret) return null
  const folder = resolve(dataDir)
  if (!databaseUrl && appSecret === undefined) return join(folder, 'app-secret')
  const file = join(folder, 'app-secret-of-backup')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeSecret(file, secret)
  throw new Error(
    `This backup belongs to another APP_SECRET, which is now in ${file}. Set APP_SECRET to it, delete that file, and restore again.`,
  )
}

/** A new file each time, readable by this user only: never through a link or into a file that somebody placed there. */
async function writeSecret(file: string, secret: string): Promise<void> {
  const draft = `${file}.${randomBytes(8).toString('hex')}`
  await writeFile(draft, `${secret}\n`, { flag: 'wx', mode: 0o600 })
  await rename(draft, file)
}

function report({ rows, links, renewed }: Restored, how: 'renew' | 'keep'): string[] {
  const ended = `✓ ${rows} rows restored. Sessions, API tokens and reset links have ended; tokens of INIT_ADMIN_API_TOKENS come back at the start.`
  if (how === 'keep') return [ended]
  const addresses = renewed.map(
    ({ name, from, to }) => `  ${name}\n    old  ${from}\n    new  ${to}`,
  )
  return [ended, `✓ ${links} links have new addresses; those that can still be used:`, ...addresses]
}

const people =
  '! People are as they were then: whoever was disabled, deleted, demoted or given a new password since can sign in as before. Check administrators first.'

function notes(how: 'renew' | 'keep', secret: string | null): string[] {
  const kept =
    '! Links keep their addresses. One that was replaced or revoked after the backup works again: check each.'
  const without =
    '  The backup has no APP_SECRET. Addresses of before are known here only if APP_SECRET is still the same.'
  return [...(how === 'keep' ? [kept] : []), people, ...(secret === null ? [without] : [])]
}
