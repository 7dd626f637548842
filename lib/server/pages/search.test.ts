import { beforeEach, describe, expect, test } from 'vitest'
import { GET } from '@/app/api/admin/search/route'
import { getDb } from '@/lib/server/db/db'
import { emptyDatabase } from '@/lib/testing/databases'
import { cookieFor, givenAdmin, givenLink, givenUser } from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'

beforeEach(emptyDatabase)

async function find(text: string) {
  const cookie = await cookieFor((await givenAdmin()).id)
  const path = `/api/admin/search?${new URLSearchParams({ q: text })}`
  const response = await GET(request('GET', path, { cookie }), params({}))
  return { status: response.status, ...(await response.json()) }
}

describe('GET /api/admin/search', () => {
  test('finds links and people by any part of their names, whatever the case', async () => {
    const link = await givenLink({ name: 'Rowing Club 100%' })
    await givenLink({ name: 'Choir' })
    const ada = await givenUser({ name: 'Ada Rowing', email: 'x@example.org' })
    const bob = await givenUser({ name: 'Bob', email: 'bob.rowing@example.org' })
    const eve = await givenUser({ name: 'Eve', username: 'ROWING-eve' })
    const found = await find(' rOWing')
    expect(found.links).toEqual([
      {
        id: link.id,
        name: 'Rowing Club 100%',
        state: 'open',
        url: `https://foyer.test/invite/${link.token}`,
        expiresAt: link.expiresAt.toISOString(),
      },
    ])
    expect(found.people).toEqual(
      [eve, bob, ada].map(({ id, name, email }) => ({ id, name, email })),
    )
    expect((await find('100%')).links).toHaveLength(1)
    const taro = await givenUser({ name: '山田太郎' })
    expect((await find('山田')).people).toMatchObject([{ id: taro.id }])
  })

  test('treats wildcards, quotes and malformed text as plain text, and finds nothing', async () => {
    await givenLink({ name: 'Rowing' })
    for (const text of ['%%%', '___', '\\\\\\', "' OR 1=1 --", 'a\u0000bc', 'Row\ud800ing']) {
      expect(await find(text)).toEqual({ status: 200, links: [], people: [] })
    }
  })

  test('leaves out the link of the first administrator', async () => {
    await givenLink({ name: 'First administrator', bootstrap: true })
    expect((await find('first')).links).toEqual([])
    expect((await find('')).links).toEqual([])
  })

  test('shows the five newest of each, and the newest links for a short text', async () => {
    for (let number = 0; number < 7; number += 1) await givenLink({ name: `Link ${number}` })
    expect((await find('link')).links).toHaveLength(5)
    const { links, people } = await find('')
    expect(links.map(({ name }: { name: string }) => name).sort()).toEqual(
      [2, 3, 4, 5, 6].map((number) => `Link ${number}`),
    )
    expect(people).toEqual([])
    expect((await getDb().signupToken.count()) - links.length).toBe(2)
  })

  test('refuses malformed queries', async () => {
    expect(await find('x'.repeat(201))).toMatchObject({ status: 400, name: 'BadDataError' })
  })
})
