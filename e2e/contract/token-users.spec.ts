import { expect, test } from 'playwright/test'
import { call } from './support/call'
import { admin, errorOf, givenLink, givenMember, pathsOf, tokens } from './support/given'

test.describe('GET /api/admin/invite-link/tokens/:token/users', () => {
  test('pages through everybody who joined, newest first', async () => {
    const link = await givenLink()
    const members = []
    for (const _ of [1, 2, 3, 4, 5]) members.push(await givenMember(link))
    type Page = { users: { id: number; email: string }[]; nextCursor: number | null }
    const seen: number[] = []
    let cursor: number | null = null
    do {
      const query = `limit=2${cursor === null ? '' : `&cursor=${cursor}`}`
      const path = `${tokens}/${link.secret}/users?${query}`
      const page: Page = (await call('GET', path, { as: admin })).json<Page>()
      seen.push(...page.users.map(({ id }) => id))
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(seen).toEqual(members.map(({ user }) => user.id).reverse())
  })

  for (const query of ['limit=0', 'limit=1001', 'limit=-1', 'cursor=x', 'cursor=0', 'cursor=']) {
    test(`${query} is a 400`, async () => {
      const { secret } = await givenLink()
      const response = await call('GET', `${tokens}/${secret}/users?${query}`, { as: admin })
      expect(errorOf(response)).toBe('400 BadDataError')
      expect(pathsOf(response)).toEqual([`/query/${query.split('=')[0]}`])
    })
  }

  test('a link lists the latest 100 people, and useCount counts all of them', async () => {
    test.setTimeout(60_000)
    const link = await givenLink()
    for (let round = 0; round < 21; round += 1) {
      await Promise.all(Array.from({ length: 5 }, () => givenMember(link)))
    }
    const response = await call('GET', `${tokens}/${link.secret}`, { as: admin })
    const { users, useCount } = response.json<typeof link>()
    expect([users.length, useCount]).toEqual([100, 105])
    const all = await call('GET', `${tokens}/${link.secret}/users?limit=1000`, { as: admin })
    expect(all.json<{ users: object[] }>().users).toHaveLength(105)
  })
})
