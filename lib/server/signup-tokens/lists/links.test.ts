import { beforeAll, expect, test } from 'vitest'
import { ADMIN_ROLE, EDITOR_ROLE } from '@/lib/roles'
import { EXACT } from '@/lib/row-counts'
import { getDb } from '@/lib/server/db/db'
import { HOUR, now } from '@/lib/server/runtime/clock'
import { getEnv } from '@/lib/server/runtime/env'
import { type LinkFilters, linkSorts, readLinkFilters } from '@/lib/signup-token-filters'
import { inviteState, inviteStates } from '@/lib/signup-token-state'
import { givenLink } from '@/lib/testing/factories'
import { sql } from '@/lib/testing/sql'
import { plansOf } from '@/lib/testing/statements'
import { askedBy, hasLinks, links } from './links'
import { countByState } from './state-counts'

const all: LinkFilters = { q: '', state: '', role: 0, sort: 'newest' }

type Page = { limit: number; cursor?: string | undefined }

async function listLinks(filters: Partial<LinkFilters>, page: Page) {
  return await links.page({ ...askedBy({ ...all, ...filters }), ...page })
}

function at(hours: number): Date {
  return new Date(now().getTime() + hours * HOUR)
}

async function change(
  data: Parameters<ReturnType<typeof getDb>['signupToken']['update']>[0]['data'],
) {
  const { id } = await givenLink()
  await getDb().signupToken.update({ where: { id }, data })
}

beforeAll(async () => {
  await givenLink({ name: 'Rowing club' })
  await givenLink({ name: '100% sure_', roleId: EDITOR_ROLE })
  await givenLink({ name: 'For admins', roleId: ADMIN_ROLE, maxUses: 3 })
  // Every pair of reasons, so that the order of states is tested too.
  const reasons = [
    { revokedAt: now() },
    { expiresAt: at(-1) },
    { maxUses: 1, useCount: 1 },
    { enabled: false },
    { creatorLost: true },
    { startsAt: at(0.5) },
  ]
  for (const [index, one] of reasons.entries()) {
    for (const other of reasons.slice(index)) {
      const both = { ...other, ...one }
      const { expiresAt } = { expiresAt: at(2), ...both }
      const startsAt = expiresAt < now() ? null : ((both as { startsAt?: Date }).startsAt ?? null)
      await change({ ...both, startsAt })
    }
  }
})

/** Reads all pages of two links each, following the cursors. */
async function read(filters: Partial<LinkFilters>, limit = 2) {
  const rows: Awaited<ReturnType<typeof listLinks>>['items'] = []
  let cursor: string | null | undefined
  do {
    const page = await listLinks(filters, { limit, cursor: cursor ?? undefined })
    rows.push(...page.items)
    cursor = page.nextCursor
  } while (cursor !== null)
  return rows
}

test.each(inviteStates)('the filter finds exactly the links that are %s', async (state) => {
  const everything = await read({})
  const wanted = everything.filter((row) => inviteState(row, now()) === state)
  expect(wanted.length).toBeGreaterThan(0)
  const found = await read({ state })
  expect(found.map(({ id }) => id)).toEqual(wanted.map(({ id }) => id))
})

test('the counts of the states are the numbers of links that the filters find', async () => {
  const counts = await countByState()
  for (const state of inviteStates) {
    expect([state, counts[state]]).toEqual([state, (await read({ state })).length])
  }
  expect((await countByState(EDITOR_ROLE)).open).toBe(1)
  expect((await countByState(EDITOR_ROLE)).full).toBe(0)
})

test('pages neither list nor count the link of the first administrator; the API lists it', async () => {
  const before = await countByState()
  const { id } = await givenLink({ name: 'First', roleId: ADMIN_ROLE, maxUses: 1, bootstrap: true })
  expect(await countByState()).toEqual(before)
  expect((await read({})).map((row) => row.id)).not.toContain(id)
  expect((await links.page({ limit: 1000 })).items.map((row) => row.id)).toContain(id)
  await getDb().signupToken.delete({ where: { id } })
})

test.each(linkSorts)(
  'by %s, the pages together are the complete list, each link once',
  async (sort) => {
    const pages = await read({ sort })
    const whole = await read({ sort }, 1000)
    expect(pages.map(({ id }) => id)).toEqual(whole.map(({ id }) => id))
    expect(new Set(pages.map(({ id }) => id)).size).toBe(await getDb().signupToken.count())
  },
)

test('a search finds any part of a name, in any case, and takes % and _ as they are', async () => {
  expect((await read({ q: 'WING cl' })).map(({ name }) => name)).toEqual(['Rowing club'])
  expect((await read({ q: '0% sure_' })).map(({ name }) => name)).toEqual(['100% sure_'])
  expect(await read({ q: '%%%' })).toEqual([])
})

test('finds the links of a role', async () => {
  expect((await read({ role: EDITOR_ROLE })).map(({ name }) => name)).toEqual(['100% sure_'])
})

test.each(['', 'x', '1.2', '.0123456789abcdef', 'abc.0123456789abcdef'])(
  'a cursor that is none (%s) is refused',
  async (cursor) => {
    const page = listLinks({}, { limit: 2, cursor })
    await expect(page).rejects.toThrow('is not valid')
  },
)

test('invalid filters in the address are ignored', () => {
  expect(readLinkFilters({ q: ['a'], state: 'gone', role: '9', sort: 'x' })).toEqual(all)
})

test('with nothing but the link of the first administrator there are no links', async () => {
  expect(await hasLinks()).toBe(true)
  await getDb().signupToken.updateMany({ data: { bootstrap: true } })
  expect(await hasLinks()).toBe(false)
  await getDb().signupToken.updateMany({ data: { bootstrap: false } })
})

test('no list of links reads the whole table when it is big', { timeout: 120_000 }, async () => {
  // Longer than a statement of the app may take on a busy machine.
  await sql(
    getEnv().databaseUrl ?? '',
    `INSERT INTO "SignupToken" ("id", "nonce", "name", "expiresAt", "createdAt", "roleId", "useCount", "maxUses", "enabled")
    SELECT 'c' || lpad(to_hex(n), 15, '0'), '0000000000000000', 'Seeded ' || md5(n::text),
      $1::timestamptz + make_interval(mins => n - 19000), $1::timestamptz - make_interval(mins => n),
      CASE WHEN n % 5000 = 0 THEN 1 ELSE 3 END, n % 7, CASE WHEN n % 3000 = 0 THEN n % 7 + 1 END, n % 2000 <> 0
    FROM generate_series(1, 20000) AS n`,
    [at(0).toISOString()],
  )
  await getDb().$executeRaw`VACUUM ANALYZE "SignupToken"`
  const queries: Partial<LinkFilters>[] = [
    ...linkSorts.map((sort) => ({ sort })),
    ...inviteStates.map((state) => ({ state })),
    { role: ADMIN_ROLE },
    { q: 'c4ca4238' },
    { q: 'ro' },
    { q: 'хор' },
    { q: 'rowing', state: 'open', sort: 'uses' },
  ]
  for (const filters of queries) {
    const { nextCursor } = await listLinks(filters, { limit: 50 })
    const cursor = nextCursor ?? undefined
    const plans = await plansOf(() => listLinks(filters, { limit: 50, cursor }))
    expect(plans.join('\n'), JSON.stringify(filters)).not.toMatch(/Seq Scan on "SignupToken"/)
  }
  // Beyond the limit a state is one more than that, whatever it has.
  expect((await countByState()).expired).toBe(EXACT + 1)
})
