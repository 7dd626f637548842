import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { closeDb, getDb } from '@/lib/server/db/db'
import { prepareInstance } from '@/lib/server/lifecycle/bootstrap'
import { setClock } from '@/lib/server/runtime/clock'
import { getEnv, provideEnv } from '@/lib/server/runtime/env'
import { dumpDatabase, emptyDatabase } from '@/lib/testing/databases'
import {
  closedPort,
  closeSites,
  startFoyer,
  startOther,
  startPooler,
  startProxy,
} from '@/lib/testing/doctor-sites'
import { givenAdmin } from '@/lib/testing/factories'
import { sql, withDatabase } from '@/lib/testing/sql'
import { migrateAlone, openDatabase } from '@/server/database'
import type { Context, Limits } from './check'
import { gather } from './context'
import { examine } from './examine'

const randomSecret = () => randomBytes(32).toString('base64')
const suiteUrl = () => new URL(inject('databaseUrl'))
let databaseUrl = ''
let port = 0

/** A healthy instance: each test plants one mistake in it. */
beforeEach(async () => {
  databaseUrl ||= getEnv().databaseUrl ?? ''
  await emptyDatabase()
  provideEnv({ APP_SECRET: randomSecret(), BCRYPT_COST: '4' })
  await givenAdmin()
  await prepareInstance()
  provideEnv({ BCRYPT_COST: '10' })
  port = await startFoyer()
  provideEnv({ PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}` })
})

afterEach(async () => {
  await closeSites()
  await closeDb()
  provideEnv({
    DATABASE_URL: databaseUrl,
    DATA_DIR: '',
    APP_SECRET: randomSecret(),
    DATABASE_POOLER: '',
    APP_SECRET_PREVIOUS: '',
    TRUST_PROXY_HOPS: '',
    TRUST_PROXY_FROM: '',
    HOST: '',
  })
  delete process.env.INIT_ADMIN_API_TOKENS
})

async function doctor(limits: Partial<Limits> = {}, facts: Partial<Context> = {}) {
  // Neither this machine nor its load is what the tests are about.
  const context = await gather({ hash: 30_000, freeBytes: 0, freeShare: 0, ...limits })
  const { lines, mistakes } = await examine({ ...context, ...facts })
  const wrong = lines.filter((line) => line.startsWith('✗'))
  expect(wrong).toHaveLength(mistakes)
  return { lines, wrong }
}

/** Expects one mistake, and advice that names something. */
async function expectOnly(what: RegExp, mend: RegExp, ...given: Parameters<typeof doctor>) {
  const { lines, wrong } = await doctor(...given)
  expect(wrong).toEqual([expect.stringMatching(what)])
  expect(lines[lines.indexOf(wrong[0] ?? '') + 1]).toMatch(mend)
  return lines
}

const setPublicUrl = (number: number, host = '127.0.0.1') =>
  provideEnv({ PUBLIC_URL: `http://${host}:${number}` })

/** Foyer again, with another environment, behind proxies; each tells what it sends on. */
async function behind(env: Record<string, string>, ...proxies: Parameters<typeof startProxy>[1][]) {
  provideEnv(env)
  port = await startFoyer()
  provideEnv({ PORT: String(port) })
  let front = port
  for (const proxy of proxies) front = await startProxy(front, proxy)
  setPublicUrl(front)
}

test('a healthy instance has no mistakes, and nothing in its database changes', async () => {
  const before = await dumpDatabase()
  const { lines } = await doctor()
  expect(lines.filter((line) => !line.startsWith('✓'))).toEqual([])
  expect(lines.length).toBeGreaterThan(12)
  expect(await dumpDatabase()).toEqual(before)
})

test('1: nothing answers at PUBLIC_URL, or something else does', async () => {
  setPublicUrl(await startOther())
  await expectOnly(/Something other than Foyer .* status 200/, /pass requests on to port/)
  setPublicUrl(await startProxy(await closedPort()))
  await expectOnly(/Something other than Foyer .* status 502/, /pass requests on to port/)
  const location = 'https://join.example.org/health'
  setPublicUrl(await startOther(301, { location }))
  await expectOnly(/redirects to https:\/\/join\.example\.org\.$/, /Set PUBLIC_URL/)
  setPublicUrl(await closedPort())
  await expectOnly(/Nothing responds at PUBLIC_URL .*ECONNREFUSED/, /certificate/)
})

test('1 and 14: a Foyer answers that does not know this secret', async () => {
  const other = await startProxy(port, { drops: 'x-foyer-doctor' })
  setPublicUrl(other)
  await expectOnly(/does not know this APP_SECRET/, /Restart Foyer/)
  setPublicUrl(port)
  provideEnv({ PORT: String(other) })
  await expectOnly(/used by a Foyer with another APP_SECRET/, /set PORT/)
})

test('1: a Foyer of this machine that is not running is no mistake', async () => {
  const free = await closedPort()
  provideEnv({ PORT: String(free) })
  setPublicUrl(free, 'localhost')
  const { lines, wrong } = await doctor()
  expect(wrong).toEqual([])
  expect(lines).toContainEqual(expect.stringMatching(/^– Foyer is not running/))
})

test('2: proxies that TRUST_PROXY_HOPS does not count', async () => {
  await behind({ TRUST_PROXY_HOPS: '0' }, {})
  await expectOnly(/passed 1 proxy, but TRUST_PROXY_HOPS is 0/, /Set TRUST_PROXY_HOPS=1/)
  await behind({ TRUST_PROXY_HOPS: '1' }, {}, {})
  await expectOnly(/passed 2 proxies, but TRUST_PROXY_HOPS is 1/, /Set TRUST_PROXY_HOPS=2/)
})

test('2: TRUST_PROXY_HOPS counts proxies that are not there', async () => {
  await behind({ TRUST_PROXY_HOPS: '1' })
  await expectOnly(/chose its own address/, /Set TRUST_PROXY_HOPS=0/)
  await behind({ TRUST_PROXY_HOPS: '1', TRUST_PROXY_FROM: '198.51.100.7' })
  await expectOnly(/without a proxy in between/, /Set TRUST_PROXY_HOPS=0/)
  await behind({ TRUST_PROXY_HOPS: '2', TRUST_PROXY_FROM: '' }, {})
  await expectOnly(/chose its own address/, /Set TRUST_PROXY_HOPS=1/)
})

test('2: TRUST_PROXY_FROM does not list the proxy, or the proxy does not name its clients', async () => {
  await behind({ TRUST_PROXY_HOPS: '1', TRUST_PROXY_FROM: '198.51.100.7' }, {})
  await expectOnly(/proxy at 127\.0\.0\.1, which TRUST_PROXY_FROM/, /Add 127\.0\.0\.1/)
  await behind({ TRUST_PROXY_HOPS: '1', TRUST_PROXY_FROM: '' }, { forwarded: () => undefined })
  await expectOnly(/does not send X-Forwarded-For/, /Have the proxy send/)
})

test('2: proxies that add to X-Forwarded-For or replace it are as they should be', async () => {
  await behind({ TRUST_PROXY_HOPS: '1' }, {})
  expect((await doctor()).wrong).toEqual([])
  await behind({ TRUST_PROXY_HOPS: '1' }, { forwarded: (_, peer) => peer })
  expect((await doctor()).wrong).toEqual([])
  await behind({ TRUST_PROXY_HOPS: '2' }, {}, {})
  expect((await doctor()).wrong).toEqual([])
})

test('2: https without a proxy that is counted', async () => {
  provideEnv({ PUBLIC_URL: `https://127.0.0.1:${port}` })
  const { wrong } = await doctor()
  expect(wrong).toEqual([
    expect.stringMatching(/Nothing responds at PUBLIC_URL/),
    expect.stringMatching(/PUBLIC_URL is https.* TRUST_PROXY_HOPS is 0/),
  ])
})

test('3: plain http in public', async () => {
  setPublicUrl(port, '0.0.0.0')
  await expectOnly(/plain http/, /https address/)
})

test('4: this machine’s clock and the database’s differ', async () => {
  setClock(() => new Date(Date.now() + 8_000))
  await expectOnly(/clock of this machine is 8 s ahead of that of the database/, /NTP/)
  setClock(() => new Date(Date.now() - 8_000))
  await expectOnly(/8 s behind that of the database/, /NTP/)
  setClock(() => new Date(Date.now() + 4_000))
  expect((await doctor()).wrong).toEqual([])
})

test('4: the clock at PUBLIC_URL differs', async () => {
  await behind({ TRUST_PROXY_HOPS: '1' }, { ahead: 60_000 })
  setPublicUrl(Number(new URL(getEnv().publicUrl).port), '0.0.0.0')
  const { wrong } = await doctor()
  expect(wrong).toEqual([
    expect.stringMatching(/plain http/),
    expect.stringMatching(/(59|60|61) s behind that of the server at PUBLIC_URL/),
  ])
})

test.each([
  ['obviously-fake-obviously-fake-obviously-fake', /like an example/],
  [`${'ab1'.repeat(12)}`, /only 3 different characters/],
])('5: a weak secret: %s', async (secret, what) => {
  provideEnv({ APP_SECRET: secret })
  await emptyDatabase()
  provideEnv({ BCRYPT_COST: '4' })
  await givenAdmin()
  await prepareInstance()
  provideEnv({ BCRYPT_COST: '10' })
  const lines = await expectOnly(what, /openssl rand/)
  expect(lines.join()).not.toContain(secret)
})

test('5: a short admin API token', async () => {
  const token = `*:*.${'x'.repeat(20)}`
  provideEnv({ INIT_ADMIN_API_TOKENS: token })
  const lines = await expectOnly(/fewer than 32 characters/, /openssl rand/)
  expect(lines.join()).not.toContain(token)
})

test('6: the database was used with another secret', async () => {
  const former = getEnv().appSecret ?? ''
  provideEnv({ APP_SECRET: randomSecret() })
  await expectOnly(/last used with another APP_SECRET/, /APP_SECRET_PREVIOUS/)
  provideEnv({ APP_SECRET_PREVIOUS: former })
  expect((await doctor()).wrong).toEqual([])
})

test('7: no enabled administrator', async () => {
  await getDb().user.updateMany({ data: { enabled: false } })
  await expectOnly(/No enabled person/, /admin-link/)
})

test('8: the database is away, and what needs it is not checked', async () => {
  const url = new URL('postgresql://foyer:hidden-word@127.0.0.1/foyer')
  url.port = String(await closedPort())
  provideEnv({ DATABASE_URL: url.href })
  const lines = await expectOnly(/cannot be reached: .*ECONNREFUSED/, /Check DATABASE_URL/)
  expect(lines.at(-1)).toMatch(/^– Not checked \(no database\): .*administrator/)
  expect(lines.join()).not.toContain('hidden-word')
})

test('9: PostgreSQL is too old', async () => {
  await expectOnly(/needs PostgreSQL 99 or newer/, /Upgrade/, { oldestPostgres: 990_000 })
})

test('10: pg_trgm is missing and may not be created', async () => {
  const name = `doctor_${randomBytes(6).toString('hex')}`
  const own = new URL(databaseUrl).pathname.slice(1)
  await closeDb()
  await sql(suiteUrl().href, `CREATE DATABASE ${name} TEMPLATE ${own}`)
  const url = new URL(withDatabase(suiteUrl().href, name))
  await sql(url.href, 'DROP EXTENSION pg_trgm CASCADE')
  await sql(url.href, `CREATE ROLE ${name} LOGIN PASSWORD '${name}'`)
  await sql(url.href, `GRANT ALL ON ALL TABLES IN SCHEMA public TO ${name}`)
  try {
    // The superuser could create it.
    provideEnv({ DATABASE_URL: url.href })
    expect((await doctor()).wrong).toEqual([])
    Object.assign(url, { username: name, password: name })
    provideEnv({ DATABASE_URL: url.href })
    await expectOnly(/does not have the extension pg_trgm/, /CREATE EXTENSION pg_trgm/)
  } finally {
    await closeDb()
    await sql(suiteUrl().href, `DROP DATABASE ${name} WITH (FORCE)`)
    await sql(suiteUrl().href, `DROP ROLE ${name}`)
  }
})

test('11: a pooler that keeps no prepared statements, and DATABASE_POOLER is not set', async () => {
  await closeDb()
  provideEnv({ DATABASE_URL: await startPooler(databaseUrl, false) })
  await expectOnly(/leads to a pooler/, /Set DATABASE_POOLER=transaction/)
  provideEnv({ DATABASE_POOLER: 'transaction' })
  expect((await doctor()).wrong).toEqual([])
  provideEnv({ DATABASE_URL: await startPooler(databaseUrl, true), DATABASE_POOLER: '' })
  expect((await doctor()).wrong).toEqual([])
})

test('12: a migration is missing, and doctor does not apply it', async () => {
  const [last] = await sql(
    databaseUrl,
    `DELETE FROM "_prisma_migrations" WHERE "migration_name" =
       (SELECT max("migration_name") FROM "_prisma_migrations") RETURNING *`,
  )
  const values = Object.values(last ?? {})
  const names = Object.keys(last ?? {}).map((name) => `"${name}"`)
  try {
    const lines = await expectOnly(/lacks the migration 2026\w+/, /npm start/)
    expect(lines.at(-1)).toMatch(/^– Not checked \(migrations are missing\)/)
    await expectOnly(/lacks the migration/, /npm start/)
  } finally {
    await sql(
      databaseUrl,
      `INSERT INTO "_prisma_migrations" (${names}) VALUES (${names.map((_, at) => `$${at + 1}`)})`,
      values,
    )
  }
})

test('8 and 13: the built-in database, running or not, and its disk', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'foyer-doctor-'))
  await chmod(dataDir, 0o711)
  await closeDb()
  provideEnv({ DATABASE_URL: '', DATA_DIR: dataDir, APP_SECRET: '' })
  /** What the instance keeps; a lock comes and goes. */
  const kept = async () => (await readdir(dataDir)).filter((name) => !/\.lock\./.test(name)).sort()
  const asAtFirst = async () => {
    await closeDb()
    provideEnv({ DATABASE_URL: '', APP_SECRET: '' })
  }
  try {
    // Before the first start there is nothing, and nothing is created.
    const { lines, wrong } = await doctor()
    expect(wrong).toEqual([])
    expect(lines).toContainEqual(expect.stringMatching(/^– There is no database in .* yet/))
    expect(await kept()).toEqual([])

    await asAtFirst()
    const running = await openDatabase()
    await migrateAlone(running.directUrl)
    provideEnv({ BCRYPT_COST: '4' })
    await givenAdmin()
    await prepareInstance()
    provideEnv({ BCRYPT_COST: '10' })
    const files = await kept()

    await asAtFirst()
    expect((await doctor()).wrong).toEqual([])
    expect(await sql(running.url, 'SELECT 1 AS "one"')).toEqual([{ one: 1 }])
    await running.close()
    await asAtFirst()
    expect((await doctor()).wrong).toEqual([])
    await asAtFirst()
    const full = { freeBytes: Number.MAX_SAFE_INTEGER }
    await expectOnly(/nearly full: \d+ MB are free, \d+ % of it/, /Free some space/, full)
    await asAtFirst()
    await expectOnly(/nearly full/, /Free some space/, { freeShare: 1.1 })
    expect(await kept()).toEqual(files)

    await asAtFirst()
    await rm(join(dataDir, 'app-secret'))
    await expectOnly(/app-secret is missing/, /from your backup/)
    expect(await kept()).toEqual(files.filter((name) => name !== 'app-secret'))
  } finally {
    await closeDb()
    await rm(dataDir, { recursive: true, force: true })
  }
}, 180_000)

test('14: Node is too old', async () => {
  await expectOnly(
    /needs Node 20\.19 or newer; this is 20\.18\.3/,
    /newer Node/,
    {},
    {
      nodeVersion: '20.18.3',
    },
  )
})

test('14: something else uses PORT', async () => {
  provideEnv({ PORT: String(await startOther()) })
  await expectOnly(/in use by something other than Foyer/, /set PORT/)
})

test('15: the cost of passwords is too low, or too high for this machine', async () => {
  provideEnv({ BCRYPT_COST: '9' })
  await expectOnly(/BCRYPT_COST is 9/, /10 or more/)
  provideEnv({ BCRYPT_COST: '11' })
  await expectOnly(/At BCRYPT_COST=11 .* takes \d+\.\d s/, /Set BCRYPT_COST=10/, { hash: 1 })
  provideEnv({ BCRYPT_COST: '10' })
  await expectOnly(/At BCRYPT_COST=10/, /faster machine/, { hash: 1 })
})

test('a check that fails is a finding of its own, without a password', async () => {
  const run = async () => {
    throw new Error('no route to postgresql://foyer:hidden-word@db/foyer')
  }
  const { lines, mistakes } = await examine(await gather(), [
    { name: 'It works', run },
    { name: 'The next one', run: async () => null },
  ])
  expect(mistakes).toBe(1)
  expect(lines).toEqual([
    '✗ The check “It works” failed: no route to postgresql://…@db/foyer',
    expect.stringMatching(/^ {2}Mend/),
    '✓ The next one',
  ])
})

async function runDoctor(env: Record<string, string> = {}) {
  const args = [join(import.meta.dirname, 'doctor.fixture.mjs')]
  const options = { env: { ...process.env, ...env } }
  return await promisify(execFile)(process.execPath, args, options).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
  )
}

test('the command ends with 0 if nothing is wrong, otherwise with 1', async () => {
  expect(await runDoctor()).toMatchObject({ code: 0, stderr: '' })
  await getDb().user.updateMany({ data: { enabled: false } })
  const { code, stdout, stderr } = await runDoctor()
  expect([code, stderr]).toEqual([1, '✗ 1 mistake.\n'])
  expect(stdout).toMatch(/^✗ No enabled person has the Admin role\.\n {2}Run `npm run admin-link`/m)
})

test('an invalid environment is named variable by variable', async () => {
  const { code, stdout, stderr } = await runDoctor({ PORT: 'x', BCRYPT_COST: '99' })
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr.trim().split('\n')).toEqual([
    expect.stringMatching(/^✗ PORT must be/),
    expect.stringMatching(/^✗ BCRYPT_COST must be/),
  ])
})
