import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { getEnv, provideEnv } from '@/lib/server/runtime/env'
import { links } from '@/lib/server/signup-tokens/lists/links'
import { users } from '@/lib/server/users/list'
import { emptyDatabase } from '@/lib/testing/databases'
import { givenLink, givenUser } from '@/lib/testing/factories'
import { sql as ask, withDatabase } from '@/lib/testing/sql'
import { migrate } from '@/prisma/migrate'
import { closeDb, getDb, type Sql } from './db'
import { readSearch, searchCondition, searched } from './search'

const people = [
  { name: 'Ada Lovelace', email: 'ada@engines.example' },
  { name: 'Жанна д’Арк', email: 'jeanne@army.example' },
  { name: '山田・太郎', email: 'taro@engines.example' },
  { name: 'محمد علي', email: 'ali@ring.example' },
  { name: 'Grace Müller-Ōe', email: 'grace@navy.example', username: 'Γράτσια' },
  { name: '100% sure_', email: 'sure@navy.example' },
  { name: 'ＡＢＣ Ltd', email: 'abc@navy.example' },
  { name: '🦄 Farm', email: 'farm@navy.example' },
  { name: '김철수', email: 'kim@navy.example' },
  { name: 'สมชาย', email: 'somchai@navy.example' },
]

const found: [string, string[]][] = [
  // Three characters or more are found anywhere, in any case and script.
  ['LACE', ['Ada Lovelace']],
  ['АННА', ['Жанна д’Арк']],
  ['田・太', ['山田・太郎']],
  ['محم', ['محمد علي']],
  ['ÜLLER', ['Grace Müller-Ōe']],
  ['ΓΡΆΤΣΙΑ', ['Grace Müller-Ōe']],
  ['abc lt', ['ＡＢＣ Ltd']],
  ['ａｂｃ', ['ＡＢＣ Ltd']],
  // Fewer at the start of any word, after punctuation too.
  ['Lo', ['Ada Lovelace']],
  ['ov', []],
  ['ж', ['Жанна д’Арк']],
  ['ар', ['Жанна д’Арк']],
  ['нн', []],
  ['山', ['山田・太郎']],
  ['太郎', ['山田・太郎']],
  // Where words have no spaces between them, every character may begin one.
  ['田', ['山田・太郎']],
  ['철수', ['김철수']],
  ['ชา', ['สมชาย']],
  ['عل', ['محمد علي']],
  ['ōE', ['Grace Müller-Ōe']],
  ['🦄', ['🦄 Farm']],
  ['a.', ['ＡＢＣ Ltd', 'محمد علي', 'Жанна д’Арк', 'Ada Lovelace']],
  ['、', []],
  // All words have to be found, each by its own length, or the whole as it stands.
  ['ada ex', ['Ada Lovelace']],
  ['navy grace', ['Grace Müller-Ōe']],
  ['0% sure_', ['100% sure_']],
  ['a z', []],
  ['___', []],
  ['%%%', []],
  ['\\\\\\', []],
]

async function givenPeople() {
  await emptyDatabase()
  for (const person of people) await givenUser(person)
  await givenLink({ name: 'Хор и 合唱団' })
}

function cases() {
  test.each(found)('%s finds %j', async (q, names) => {
    const { items } = await users.page({ q: readSearch(q), limit: 10 })
    expect(items.map(({ name }) => name)).toEqual(names)
  })

  test('links are found in the same way', async () => {
    for (const q of ['ХОР', 'х', '合唱団', '合', '唱団']) {
      const { items } = await links.page({ q, limit: 10 })
      expect([q, items.length]).toEqual([q, 1])
    }
  })

  test('the index finds what looking at each row finds', async () => {
    const idsOf = async (condition: Sql) =>
      await getDb().$queryRaw`SELECT u."id" FROM "User" AS u WHERE ${condition} ORDER BY 1`
    for (const [q] of found) {
      const { matches, indexed } = searchCondition(searched.user, readSearch(q))
      expect([q, await idsOf(indexed)]).toEqual([q, await idsOf(matches)])
    }
  })
}

describe('in the built-in database', () => {
  beforeAll(givenPeople)
  cases()
})

describe('in a database that knows no letters but those of ASCII', () => {
  const name = `search_${randomBytes(6).toString('hex')}`
  const usual = getEnv().databaseUrl

  beforeAll(async () => {
    const server = inject('databaseUrl')
    const options = "TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER libc LOCALE 'C'"
    await ask(server, `CREATE DATABASE ${name} ${options}`)
    await migrate(withDatabase(server, name))
    await closeDb()
    provideEnv({ DATABASE_URL: withDatabase(server, name) })
    await givenPeople()
  })

  afterAll(async () => {
    await closeDb()
    provideEnv({ DATABASE_URL: usual ?? '' })
    await ask(inject('databaseUrl'), `DROP DATABASE ${name} WITH (FORCE)`)
  })

  cases()
})

test('what is looked for is bounded, trimmed and without what shows nothing', () => {
  expect(readSearch(null)).toBe('')
  expect(readSearch(' \u0000\t ')).toBe('')
  expect(readSearch(' ro\u0000w  ing\u200b\u202e ')).toBe('row ing')
  expect(readSearch('u\u0308')).toBe('ü')
  expect(readSearch('a'.repeat(200))).toHaveLength(200)
  const refused = (q: string) => {
    try {
      readSearch(q)
    } catch (error) {
      const problems = error instanceof Error && 'problems' in error ? error.problems : error
      return JSON.stringify(problems)
    }
    return 'taken'
  }
  expect(refused('a'.repeat(201))).toContain('textTooLong')
  expect(refused('.')).toContain('searchTooShort')
  expect(refused('%%')).toContain('searchTooShort')
})
