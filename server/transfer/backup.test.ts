import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { getEnv } from '@/lib/server/runtime/env'
import { inviteUrl } from '@/lib/server/signup-tokens/responses'
import { givenLink, givenUser } from '@/lib/testing/factories'
import { sql, withDatabase } from '@/lib/testing/sql'
import { migrate } from '@/prisma/migrate'
import { readArguments, wholeNumber } from '../commands/arguments'
import { backupName, deleteOldBackups } from './backup-folder'
import { exportData } from './export-data'
import { restoreData } from './restore-data'
import { seal, unseal } from './seal'

let folder = ''
let serial = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-backup-'))
})

afterAll(() => rm(folder, { recursive: true }))

async function emptyDatabase(): Promise<string> {
  const server = inject('databaseUrl')
  serial += 1
  const name = `restored_${process.pid}_${serial}`
  await sql(server, `CREATE DATABASE ${name}`)
  const url = withDatabase(server, name)
  await migrate(url)
  return url
}

async function backedUp(): Promise<string> {
  serial += 1
  const file = join(folder, `${serial}.ndjson.gz`)
  await exportData(getEnv().databaseUrl ?? '', file)
  return file
}

test('a secret opens with its passphrase only, and not where a bit of it was changed', async () => {
  const sealed = await seal('the secret', 'a pass phrase')
  expect(JSON.stringify(sealed)).not.toContain('secret')
  expect(await unseal(sealed, 'a pass phrase')).toBe('the secret')
  await expect(unseal(sealed, 'a pass phrase ')).rejects.toThrow(/not the passphrase/)
  const text = Buffer.from(sealed.text, 'base64')
  text.writeUInt8(text.readUInt8(0) ^ 1)
  const changed = { ...sealed, text: text.toString('base64') }
  await expect(unseal(changed, 'a pass phrase')).rejects.toThrow(/not the passphrase/)
  expect((await seal('the secret', 'a pass phrase')).text).not.toBe(sealed.text)
})

test('of the backups in a folder the newest stay, and files of others are left alone', async () => {
  const into = await mkdtemp(join(folder, 'kept-'))
  const days = [3, 1, 2, 4].map((day) => backupName(new Date(Date.UTC(2027, 0, day, 3))))
  const future = 'foyer-99991231T235900Z.ndjson.gz'
  for (const name of [...days, 'foyer-2020-01-01.ndjson.gz', 'notes.txt', future]) {
    await writeFile(join(into, name), '')
  }
  const now = new Date(Date.UTC(2027, 0, 5))
  expect(await deleteOldBackups(into, 2, now)).toEqual([
    'foyer-20270101T030000Z.ndjson.gz',
    'foyer-20270102T030000Z.ndjson.gz',
  ])
  expect((await readdir(into)).sort()).toEqual([
    'foyer-2020-01-01.ndjson.gz',
    'foyer-20270103T030000Z.ndjson.gz',
    'foyer-20270104T030000Z.ndjson.gz',
    future,
    'notes.txt',
  ])
  expect(await deleteOldBackups(into, 2, now)).toEqual([])
})

test('a restore gives every link a new address, and names those that can still be used', async () => {
  await givenUser()
  const open = await givenLink({ name: 'Open one' })
  const kept = { id: open.id, nonce: open.nonce }
  const url = await emptyDatabase()
  const { links, renewed } = await restoreData(url, await backedUp(), 'renew')
  const rows = await sql(url, 'SELECT "id", "nonce", "version" FROM "SignupToken"')
  const now = rows.find(({ id }) => id === open.id)
  expect(links).toBe(rows.length)
  expect(now).not.toMatchObject({ nonce: open.nonce })
  expect(renewed.find(({ name }) => name === 'Open one')).toEqual({
    name: 'Open one',
    from: inviteUrl(kept),
    to: inviteUrl({ id: open.id, nonce: String(now?.nonce) }),
  })
})

test('with links kept, only sessions, API tokens and reset links end', async () => {
  const { id, nonce } = await givenLink()
  const url = await emptyDatabase()
  expect(await restoreData(url, await backedUp(), 'keep')).toMatchObject({ links: 0, renewed: [] })
  expect(await sql(url, 'SELECT "nonce" FROM "SignupToken" WHERE "id" = $1', [id])).toEqual([
    { nonce },
  ])
  for (const table of ['Session', 'ApiToken', 'PasswordReset']) {
    expect(await sql(url, `SELECT FROM "${table}"`)).toEqual([])
  }
})

test('if the last step fails, nothing was restored', async () => {
  await givenUser()
  const url = await emptyDatabase()
  const failing = async () => {
    throw new Error('no room')
  }
  await expect(restoreData(url, await backedUp(), 'renew', failing)).rejects.toThrow('no room')
  expect(await sql(url, 'SELECT FROM "User"')).toEqual([])
})

test('wrong arguments are told how it is written', () => {
  const read = (...args: string[]) => readArguments(args, ['into'], 'Write it so.')
  expect(read('a', '--into', 'b')).toEqual({ words: ['a'], options: { into: 'b' } })
  expect(() => read('--unknown', 'x')).toThrow('Write it so.')
  expect(() => read('--into')).toThrow('Write it so.')
  for (const text of ['0', '-1', '1.5', 'two', '']) {
    expect(() => wholeNumber('keep', text)).toThrow('--keep takes a whole number')
  }
})
