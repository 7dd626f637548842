import { beforeAll, describe, expect, test } from 'vitest'
import { getDb } from '@/lib/server/db/db'
import { getEnv } from '@/lib/server/runtime/env'
import { emptyDatabase } from '@/lib/testing/databases'
import { givenLink, givenUser } from '@/lib/testing/factories'
import { sql } from '@/lib/testing/sql'
import { plansOf } from '@/lib/testing/statements'
import { users } from './list'

async function namesOf(query: string): Promise<string[]> {
  const filter = users.read(new URLSearchParams(query))
  return (await users.page({ ...filter, limit: 50 })).items.map(({ name }) => name)
}

async function givenMember(link: { id: string }, options: Parameters<typeof givenUser>[0]) {
  const user = await givenUser(options)
  await getDb().signupTokenUse.create({ data: { signupTokenId: link.id, userId: user.id } })
  return user
}

describe('people', () => {
  let link = ''

  beforeAll(async () => {
    await emptyDatabase()
    const created = await givenLink()
    link = created.id
    await givenUser({ name: '山田太郎', email: 'taro@engines.example' })
    await givenUser({ name: 'Ada Lovelace', email: 'ada@engines.example', roleId: 1 })
    await givenMember(created, { name: 'Grace Müller', email: 'grace@navy.example', roleId: 2 })
    await givenMember(created, { name: '100%_sure', email: 'sure@navy.example', username: 'Sûre' })
    const off = await givenMember(created, { name: 'Off Course', email: 'off@navy.example' })
    await getDb().user.update({ where: { id: off.id }, data: { enabled: false } })
  })

  test.each([
    ['q=LOVELACE', ['Ada Lovelace']],
    ['q=navy', ['Off Course', '100%_sure', 'Grace Müller']],
    ['q=navy grace', ['Grace Müller']],
    ['q=MÜLLER', ['Grace Müller']],
    ['q=太郎', ['山田太郎']],
    ['q=100%25_sure', ['100%_sure']],
    ['q=100_', []],
    ['role=admin', ['Ada Lovelace']],
    ['role=2', ['Grace Müller']],
    ['enabled=false', ['Off Course']],
    ['enabled=true&role=3', ['100%_sure', '山田太郎']],
    [
      'q=&role=&link=&enabled=',
      ['Off Course', '100%_sure', 'Grace Müller', 'Ada Lovelace', '山田太郎'],
    ],
  ])('%s finds %j', async (query, names) => {
    expect(await namesOf(query)).toEqual(names)
  })

  test('are found by the link they joined through, combined with other filters', async () => {
    expect(await namesOf(`link=${link}`)).toEqual(['Off Course', '100%_sure', 'Grace Müller'])
    expect(await namesOf(`link=${link}&enabled=true&q=grace`)).toEqual(['Grace Müller'])
    expect(await namesOf(`link=${'0'.repeat(16)}`)).toEqual([])
  })

  test.each([
    'q=.',
    'q=%25%25',
    `q=${'a'.repeat(201)}`,
    'role=9',
    'role=owner',
    'enabled=yes',
    'link=A',
  ])('%s is refused', (query) => {
    expect(() => users.read(new URLSearchParams(query))).toThrow('is not valid')
  })

  test('are listed page by page, each exactly once', async () => {
    const seen: string[] = []
    let cursor: number | null = null
    do {
      const page: Awaited<ReturnType<typeof users.page>> = await users.page({
        q: 'example',
        limit: 1,
        ...(cursor && { cursor }),
      })
      seen.push(...page.items.map(({ name }) => name))
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(seen).toEqual(await namesOf('q=example'))
    const batches = []
    for await (const batch of users.pages({ link })) batches.push(...batch)
    expect(batches).toHaveLength(3)
  })
})

test('no filter reads a table of many people from end to end', { timeout: 120_000 }, async () => {
  await emptyDatabase()
  const { id } = await givenLink()
  // Longer than a statement of the app may take on a busy machine.
  await sql(
    getEnv().databaseUrl ?? '',
    `INSERT INTO "User" ("email", "name", "passwordHash", "roleId", "enabled")
    SELECT 'person' || n || '@example.org', 'Person ' || n, 'none', 3 - (n % 100 = 0)::int, n % 50 > 0
    FROM generate_series(1, 20000) AS n`,
  )
  await getDb().$executeRaw`
    INSERT INTO "SignupTokenUse" ("signupTokenId", "userId") SELECT ${id}, "id" FROM "User"`
  await getDb().$executeRawUnsafe('VACUUM ANALYZE')
  const filters = [
    {},
    { q: 'person4711' },
    { q: 'nobody at all' },
    { q: 'zz' },
    { q: 'жанна' },
    { q: 'person4711', link: id },
    { link: id, roleId: 2 },
    { roleId: 2, enabled: false },
    { enabled: false },
    { roleId: 1 },
  ]
  for (const filter of filters) {
    const plans = await plansOf(() => users.page({ ...filter, cursor: 10_000, limit: 50 }))
    expect(plans.join('\n'), JSON.stringify(filter)).not.toContain('Seq Scan on "User"')
    expect(plans.join('\n'), JSON.stringify(filter)).not.toContain('Seq Scan on "SignupTokenUse"')
  }
  expect(await users.count({})).toEqual({ count: 10_000, more: true })
  expect(await users.count({ roleId: 2 })).toEqual({ count: 200, more: false })
})
