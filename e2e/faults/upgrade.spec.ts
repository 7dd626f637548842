import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from '@/lib/testing/sql'
import { openEmbedded } from '@/scripts/postgres/embedded'
import { newcomer, tokens } from '../contract/support/given'
import { send } from '../contract/support/send'
import { adminToken } from '../support/app'
import { databaseUrl } from './support/database'
import { expect, test } from './support/foyer'
import { signUp } from './support/load'

const first = '20261123000000_init'
const applied = 'SELECT "migration_name", "finished_at" FROM "_prisma_migrations" ORDER BY 1'

/** Brings a database to where a checkout with only the first migration leaves it. */
async function migrateAsBefore(url: string): Promise<void> {
  await mkdir('test-results', { recursive: true })
  const checkout = await mkdtemp(join(process.cwd(), 'test-results', 'earlier-'))
  const steps = ['migrate.ts', 'schema.prisma', 'migrations/migration_lock.toml']
  for (const name of [...steps, `migrations/${first}`]) {
    await cp(join('prisma', name), join(checkout, name), { recursive: true })
  }
  const { migrate }: typeof import('@/prisma/migrate') = await import(join(checkout, 'migrate.ts'))
  expect(await migrate(url)).toEqual([first])
  await rm(checkout, { recursive: true })
}

/** A person, and a link by which they came. */
async function insertData(url: string): Promise<void> {
  const hash = 'hmac-sha384-bcrypt$2b$04$obviously.fake'
  await sql(
    url,
    `INSERT INTO "User" ("email", "name", "passwordHash", "roleId") VALUES ('old@example.org', 'Old', '${hash}', 3)`,
  )
  await sql(
    url,
    `INSERT INTO "SignupToken" ("id", "nonce", "name", "expiresAt", "maxUses", "useCount", "roleId")
     VALUES ('0123456789abcdef', 'fedcba9876543210', 'Old link', now() + interval '1 day', 2, 1, 3)`,
  )
  await sql(
    url,
    `INSERT INTO "SignupTokenUse" ("signupTokenId", "userId") VALUES ('0123456789abcdef', 1)`,
  )
}

test('the data of an earlier version is migrated once, even by two starts at once, and its people and links go on', async ({
  folder,
  foyer,
}) => {
  test.setTimeout(120_000)
  const earlier = await openEmbedded(folder)
  await migrateAsBefore(earlier.url)
  await insertData(earlier.url)
  await earlier.stop()

  const both = await Promise.all([foyer({}, { folder }), foyer({}, { folder })])
  const output = both.map((app) => app.output()).join('')
  // By one of the two, all but the first at once.
  expect(output.match(/Migrations applied \(\d+\)/g)).toHaveLength(1)
  const migrations = await sql(await databaseUrl(folder), applied)
  expect(migrations.length).toBeGreaterThan(1)
  expect(migrations.every((row) => row.finished_at !== null)).toBe(true)
  await Promise.all(both.map((app) => app.stop()))

  const again = await foyer({}, { folder })
  expect(again.output()).toContain('✓ Ready')
  expect(again.output()).not.toContain('Migrations applied')
  expect(await sql(await databaseUrl(folder), applied)).toEqual(migrations)
  const base = again.url
  const list = await send('GET', tokens, { base, as: { authorization: adminToken } })
  const [link]: { secret: string; name: string }[] = JSON.parse(list.text).tokens
  expect(link?.name).toBe('Old link')
  const answers = [
    await signUp(base, String(link?.secret), newcomer({ email: 'old@example.org' })),
    await signUp(base, String(link?.secret), newcomer()),
    await signUp(base, String(link?.secret), newcomer()),
  ]
  expect(answers).toEqual(['409 NameExistsError', '201', '400 InviteFullError'])
})
