import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from '@/lib/testing/sql'
import { signupBody, tokens } from '../contract/support/given'
import { send } from '../contract/support/send'
import { type App, adminToken } from '../support/app'
import { databaseUrl, expectNoPort } from './support/database'
import { givenEarlier, useAsApp } from './support/earlier'
import { expect, test } from './support/foyer'
import { signUp } from './support/load'

const first = '20261123000000_init'
/** The last migration of the Foyer whose built-in PostgreSQL had a port and one role. */
const lastWithPort = '20261127000000_strict_mode'
const applied = 'SELECT "migration_name", "finished_at" FROM "_prisma_migrations" ORDER BY 1'

/** Who owns the database, and which objects in it belong to somebody else. */
const owners = `
  SELECT pg_get_userbyid(datdba) AS owner, (SELECT array_agg(other) FROM (
    SELECT relname AS other FROM pg_class WHERE oid >= 16384 AND relowner <> datdba
      AND relnamespace = 'public'::regnamespace
    UNION ALL SELECT proname FROM pg_proc WHERE oid >= 16384 AND proowner <> datdba
      AND oid NOT IN (SELECT objid FROM pg_depend WHERE deptype = 'e')
    UNION ALL SELECT typname FROM pg_type WHERE oid >= 16384 AND typowner <> datdba
      AND oid NOT IN (SELECT objid FROM pg_depend WHERE deptype = 'e')
      AND typelem NOT IN (SELECT objid FROM pg_depend WHERE deptype = 'e')) AS others) AS others
  FROM pg_database WHERE datname = current_database()`

async function oldLink({ url: base }: App): Promise<string> {
  const list = await send('GET', tokens, { base, as: { authorization: adminToken } })
  const links: { secret: string; name: string }[] = JSON.parse(list.text).tokens
  return links.find(({ name }) => name === 'Old link')?.secret ?? ''
}

/** The old email address is taken, one place is left, and only one person gets it. */
async function expectGoesOn(one: App, other: App): Promise<void> {
  const link = await oldLink(one)
  const responses = [
    await signUp(one.url, link, signupBody({ email: 'old@example.org' })),
    await signUp(other.url, link, signupBody()),
    await signUp(one.url, link, signupBody()),
  ]
  expect(responses).toEqual(['409 NameExistsError', '201', '400 InviteFullError'])
}

test('the data of an earlier version is migrated once, even by two starts at once, and its people and links keep working', async ({
  folder,
  foyer,
}) => {
  test.setTimeout(240_000)
  await (await givenEarlier(folder, first)).stop()

  const both = await Promise.all([foyer({}, { folder }), foyer({}, { folder })])
  const output = both.map((app) => app.output()).join('')
  // By one of the two, all except the first migration.
  expect(output.match(/Migrations applied \(\d+\)/g)).toHaveLength(1)
  const migrations = await sql(await databaseUrl(folder), applied)
  expect(migrations.length).toBeGreaterThan(1)
  expect(migrations.every((row) => row.finished_at !== null)).toBe(true)
  await Promise.all(both.map((app) => app.stop()))

  const again = await foyer({}, { folder })
  expect(again.output()).toContain('✓ Ready')
  expect(again.output()).not.toContain('Migrations applied')
  expect(await sql(await databaseUrl(folder), applied)).toEqual(migrations)
  await expectGoesOn(again, again)
})

// ATTACK 9
test('a leftover server with a port is replaced by one without, even by two starts at once; no superuser owns its data', async ({
  folder,
  foyer,
}) => {
  test.setTimeout(240_000)
  const earlier = await givenEarlier(folder, lastWithPort)
  const [one, other] = await Promise.all([foyer({}, { folder }), foyer({}, { folder })])
  await expectNoPort(folder)
  await expect(sql(earlier.url, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/)
  const url = await databaseUrl(folder)
  const [role] = await sql(url, 'SELECT usesuper, usecreatedb FROM pg_user WHERE usename = user')
  expect(role).toEqual({ usesuper: false, usecreatedb: false })
  expect(await sql(url, owners)).toEqual([{ owner: 'foyer_owner', others: null }])
  await expectGoesOn(one, other)
  await Promise.all([one.stop(), other.stop()])
  await expectGoesOnAfterwards(await foyer({}, { folder }))
})

async function expectGoesOnAfterwards(app: App): Promise<void> {
  expect(await signUp(app.url, await oldLink(app), signupBody())).toBe('400 InviteFullError')
}

test('while an earlier version uses its database server, a start leaves it alone and says what to do', async ({
  folder,
  foyer,
}) => {
  test.setTimeout(240_000)
  const earlier = await givenEarlier(folder, lastWithPort)
  const app = await useAsApp(earlier)
  const pid = () => readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8')
  const before = await pid()
  await expect(foyer({}, { folder })).rejects.toThrow(
    /✗ An older Foyer is still using the database in \S+\. Stop it, then start this one\.\n$/,
  )
  expect(await pid()).toBe(before)
  expect((await app.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
  await app.end()
  await foyer({}, { folder })
  await expectNoPort(folder)
})
