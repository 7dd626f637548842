import { beforeEach, expect, test } from 'vitest'
import { ADMIN_ROLE } from '@/lib/roles'
import { getDb } from '@/lib/server/db/db'
import { DAY, now } from '@/lib/server/runtime/clock'
import { getEnv, provideEnv } from '@/lib/server/runtime/env'
import { updateSettings } from '@/lib/server/settings/update-settings'
import { emptyDatabase } from '@/lib/testing/databases'
import { givenLink, givenProgram, givenUser } from '@/lib/testing/factories'
import { sql } from '@/lib/testing/sql'
import { plansOf } from '@/lib/testing/statements'
import { firstSteps } from './first-steps'
import { overviewPage } from './overview'

beforeEach(emptyDatabase)

const inDays = (days: number) => new Date(now().getTime() + days * DAY)

/** A link of which this many places are taken. */
async function givenTaken(name: string, useCount: number, maxUses: number | null, days = 30) {
  const { id } = await givenLink({ name, maxUses, expiresAt: inDays(days) })
  return await getDb().signupToken.update({ where: { id }, data: { useCount } })
}

async function givenJoin(signupTokenId: string, usedAt: Date) {
  const { id: userId } = await givenUser()
  await getDb().signupTokenUse.create({ data: { signupTokenId, userId, usedAt } })
}

test('joins are counted per day in UTC, for this week and the week before', async () => {
  const { id } = await givenLink()
  for (const days of [0, 0, -6, -7, -13, -14]) await givenJoin(id, inDays(days))
  const { joined } = await overviewPage()
  expect(joined.days).toHaveLength(14)
  expect(joined.days.at(-1)).toEqual({ day: now().toISOString().slice(0, 10), count: 2 })
  expect([joined.thisWeek, joined.lastWeek]).toEqual([3, 2])
})

test('links that end within 7 days or are nearly full need attention, unless they are not open', async () => {
  await givenTaken('Ends in 8 days', 0, null, 8)
  await givenTaken('Ends tomorrow', 0, null, 1)
  await givenTaken('Ends in 6 days and is nearly full', 8, 10, 6)
  await givenTaken('Half full', 5, 10)
  await givenTaken('Two left of five', 3, 5)
  await givenTaken('80 of 100', 80, 100)
  await givenTaken('For one person', 0, 1)
  await givenTaken('Full', 2, 2)
  const revoked = await givenTaken('Revoked', 8, 10, 1)
  const data = { revokedAt: now() }
  await getDb().signupToken.update({ where: { id: revoked.id }, data })
  await givenLink({ name: 'First administrator', bootstrap: true, expiresAt: inDays(1) })
  const { links } = await overviewPage()
  expect(links.map(({ name, endsSoon, placesLeft }) => [name, endsSoon, placesLeft])).toEqual([
    ['Ends tomorrow', true, null],
    ['Ends in 6 days and is nearly full', true, 2],
    ['Two left of five', false, 2],
    ['80 of 100', false, 20],
  ])
})

test('of many links six are shown, those that end first', async () => {
  for (let days = 6.9; days > 6; days -= 0.1) await givenTaken(`In ${days}`, 0, null, days)
  const { links, moreLinks } = await overviewPage()
  expect([links.length, moreLinks]).toEqual([6, true])
  expect(links.map(({ expiresAt }) => expiresAt)).toEqual(
    links.map(({ expiresAt }) => expiresAt).toSorted(),
  )
})

test('those who came last are shown with their link, and without one', async () => {
  const link = await givenLink({ name: 'Rowing club' })
  await givenUser({ name: 'First', roleId: ADMIN_ROLE })
  for (let day = -11; day < 0; day += 1) await givenJoin(link.id, inDays(day))
  const { people } = await overviewPage()
  expect(people).toHaveLength(10)
  expect(people.every((person) => person.link?.name === 'Rowing club')).toBe(true)
})

test('the first steps tick themselves off', async () => {
  provideEnv({ PUBLIC_URL: 'http://localhost:3000' })
  expect(await firstSteps()).toEqual({ name: false, address: false, link: false, person: false })
  const first = await givenLink({ bootstrap: true })
  await givenJoin(first.id, now())
  expect(await firstSteps()).toMatchObject({ link: false, person: false })
  const link = await givenLink()
  expect(await firstSteps()).toMatchObject({ link: true, person: false })
  await givenJoin(link.id, now())
  await updateSettings(await givenProgram(), { instanceName: 'Rowing club' }, null)
  provideEnv({ PUBLIC_URL: 'https://join.example.org' })
  expect(await firstSteps()).toEqual({ name: true, address: true, link: true, person: true })
})

test.each(['http://localhost:3000', 'http://127.0.0.1', 'http://[::1]:3000'])(
  '%s is an address that only this machine knows',
  async (url) => {
    provideEnv({ PUBLIC_URL: url })
    expect((await firstSteps()).address).toBe(false)
  },
)

test('among many links and people no table is read from end to end', {
  timeout: 120_000,
}, async () => {
  const { id } = await givenLink()
  // Longer than a statement of the app may take on a busy machine.
  const fill = (text: string) => sql(getEnv().databaseUrl ?? '', text)
  await fill(`
    INSERT INTO "SignupToken"
      ("id", "nonce", "name", "expiresAt", "roleId", "maxUses", "useCount", "createdAt")
    SELECT lpad(to_hex(n), 16, '0'), lpad(to_hex(n), 16, '0'), 'Link ' || n,
      now() + n * interval '1 hour', 3, 10, n % 11, now()
    FROM generate_series(1, 10000) AS n`)
  await fill(`
    INSERT INTO "User" ("email", "name", "passwordHash", "roleId")
    SELECT 'person' || n || '@example.org', 'Person', 'none', 3 FROM generate_series(1, 10000) AS n`)
  await fill(`
    INSERT INTO "SignupTokenUse" ("signupTokenId", "userId", "usedAt")
    SELECT '${id}', "id", now() - "id" * interval '10 minutes' FROM "User"`)
  await getDb().$executeRawUnsafe('VACUUM ANALYZE')
  const plans = (await plansOf(async () => await Promise.all([overviewPage(), firstSteps()]))).join(
    '\n',
  )
  for (const table of ['SignupTokenUse', 'User'])
    expect(plans).not.toContain(`Seq Scan on "${table}"`)
  expect(plans).toContain('SignupToken_nearly_full_idx')
  expect(plans).toContain('SignupTokenUse_usedAt_idx')
})
