import { afterEach, expect, test } from 'vitest'
import { getDb } from '@/lib/server/db/db'
import { DAY, now, setClock } from '@/lib/server/runtime/clock'
import { signup } from '@/lib/server/signup/signup'
import { givenLink, signupBody } from '@/lib/testing/factories'
import { joinsByDay, members } from './members'

afterEach(() => setClock())

test('finds members by a part of name or address, page by page, and keeps the places of the deleted', async () => {
  const link = await givenLink()
  const other = await givenLink()
  for (const name of ['Ada Lovelace', 'Grace Hopper', 'Adam Smith']) {
    await signup(link.token, signupBody({ name }), null)
  }
  await signup(other.token, signupBody({ name: 'Ada Elsewhere' }), null)
  const { user } = await signup(link.token, signupBody({ name: 'Gone Soon' }), null)
  await getDb().user.delete({ where: { id: user.id } })
  const found = await members.page({ link: link.id, q: 'ADA', limit: 10 })
  expect(found.items.map(({ name }) => name)).toEqual(['Adam Smith', 'Ada Lovelace'])
  const first = await members.page({ link: link.id, limit: 2 })
  expect(first.items.map(({ name }) => name)).toEqual([null, 'Adam Smith'])
  const next = await members.page({
    link: link.id,
    limit: 2,
    cursor: first.nextCursor ?? undefined,
  })
  expect(next.items.map(({ name }) => name)).toEqual(['Grace Hopper', 'Ada Lovelace'])
  expect(next.nextCursor).toBeNull()
})

test('counts joins per day in UTC, including days without any, and no day beyond ten thousand', async () => {
  const today = new Date('2031-03-30T00:30:00.000Z')
  setClock(() => today)
  const link = await givenLink({ expiresAt: new Date(today.getTime() + DAY) })
  await signup(link.token, signupBody(), null)
  await signup(link.token, signupBody(), null)
  const joins = [new Date('2031-03-28T23:59:59.999Z'), new Date('2031-02-01T00:00:00.000Z')]
  for (const usedAt of joins) {
    await getDb().signupTokenUse.create({ data: { signupTokenId: link.id, usedAt } })
  }
  expect(now()).toEqual(today)
  await getDb().$executeRaw`
    INSERT INTO "SignupTokenUse" ("signupTokenId", "usedAt")
    SELECT ${link.id}, '2031-03-29T12:00:00Z' FROM generate_series(1, 10001)`
  expect(await joinsByDay(link.id, 3)).toEqual([
    { day: '2031-03-28', count: 1 },
    { day: '2031-03-29', count: 10_000 },
    { day: '2031-03-30', count: 2 },
  ])
  expect((await joinsByDay((await givenLink()).id, 2)).map(({ count }) => count)).toEqual([0, 0])
})
