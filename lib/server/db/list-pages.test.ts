import { beforeEach, describe, expect, test } from 'vitest'
import { links } from '@/lib/server/signup-tokens/lists/links'
import { members } from '@/lib/server/signup-tokens/lists/members'
import { users } from '@/lib/server/users/list'
import { emptyDatabase } from '@/lib/testing/databases'
import { givenLink, givenUser } from '@/lib/testing/factories'
import { getDb } from './db'
import type { List } from './list'

beforeEach(emptyDatabase)

type Named = { name: string | null }

/** Leafs to the end and back again; the names of each page on both ways. */
async function leafThrough<F, S extends string, C, Row extends Named>(
  list: List<F, S, C, Row>,
  asked: Parameters<List<F, S, C, Row>['count']>[0],
  limit = 3,
) {
  const names = (items: Row[]) => items.map(({ name }) => name)
  const there: (string | null)[][] = []
  let leaf = await list.leaf({ ...asked, limit })
  expect(leaf.previousCursor).toBeNull()
  there.push(names(leaf.items))
  while (leaf.nextCursor !== null) {
    leaf = await list.leaf({ ...asked, limit, cursor: leaf.nextCursor })
    there.push(names(leaf.items))
  }
  const back = [names(leaf.items)]
  while (leaf.previousCursor !== null) {
    leaf = await list.leaf({ ...asked, limit }, leaf.previousCursor)
    back.unshift(names(leaf.items))
  }
  return { there, back }
}

describe('whoever leafs back sees the same pages again', () => {
  test.each([{}, { sort: 'oldest' }, { q: 'person' }, { q: 'pe', enabled: true }] as const)(
    'of people, asked for %j',
    async (asked) => {
      for (let number = 0; number < 8; number += 1) await givenUser({ name: `Person ${number}` })
      const { there, back } = await leafThrough(users, asked)
      expect(back).toEqual(there)
      expect(there.map(({ length }) => length)).toEqual([3, 3, 2])
    },
  )

  test.each(['newest', 'name', 'ends', 'ending', 'uses'] as const)(
    'of links by %s, where several have the same value',
    async (sort) => {
      const expiresAt = new Date('2100-01-01')
      for (const name of ['b', 'a', 'c', 'a', 'b', 'c', 'a']) await givenLink({ name, expiresAt })
      const { there, back } = await leafThrough(links, { sort })
      expect(back).toEqual(there)
      expect(there.flat()).toHaveLength(7)
    },
  )

  test('of the members of a link', async () => {
    const link = await givenLink()
    for (let number = 0; number < 7; number += 1) {
      const { id } = await givenUser()
      await getDb().signupTokenUse.create({ data: { signupTokenId: link.id, userId: id } })
    }
    const { there, back } = await leafThrough(members, { link: link.id })
    expect(back).toEqual(there)
  })
})

test('a page before that would not be full is the first page, with those who came meanwhile', async () => {
  for (let number = 0; number < 4; number += 1) await givenUser({ name: `Person ${number}` })
  const first = await users.leaf({ limit: 3 })
  const second = await users.leaf({ limit: 3, cursor: first.nextCursor ?? undefined })
  await givenUser({ name: 'Late' })
  const again = await users.leaf({ limit: 3 }, second.previousCursor ?? undefined)
  expect(again.items.map(({ name }) => name)).toEqual(['Person 3', 'Person 2', 'Person 1'])
  const start = await users.leaf({ limit: 3 }, again.previousCursor ?? undefined)
  expect(start.items.map(({ name }) => name)).toEqual(['Late', 'Person 3', 'Person 2'])
  expect(start.previousCursor).toBeNull()
})

test('the page of an endpoint has no cursor backwards', async () => {
  await givenUser()
  expect(Object.keys(await users.page({ limit: 1 }))).toEqual(['items', 'nextCursor'])
})

test('an estimate is exact up to its bound, and says of more that there are more', async () => {
  for (let number = 0; number < 7; number += 1) await givenUser({ name: `Person ${number}` })
  await givenUser({ name: 'Ng', email: 'ng@elsewhere.example' })
  expect(await users.estimate({}, 10)).toEqual({ count: 8, more: false })
  expect(await users.estimate({}, 5)).toEqual({ count: 5, more: true })
  expect(await users.estimate({ q: 'ng' }, 5)).toEqual({ count: 1, more: false })
  expect(await users.estimate({ q: 'person' }, 5)).toEqual({ count: 5, more: true })
  expect(await users.estimate({ q: 'person' }, 7)).toEqual({ count: 7, more: false })
})

test('among many, a common word is counted in the first thousand, a rare one everywhere', async () => {
  await getDb().$executeRaw`
    INSERT INTO "User" ("email", "name", "passwordHash", "roleId")
    SELECT 'person' || n || '@example.org', CASE WHEN n <= 3 THEN 'Rare bird' ELSE 'Person' END, 'none', 3
    FROM generate_series(1, 1500) AS n`
  expect(await users.estimate({ q: 'person' }, 1000)).toEqual({ count: 1000, more: true })
  expect(await users.estimate({ q: 'rare' }, 1000)).toEqual({ count: 3, more: false })
})
