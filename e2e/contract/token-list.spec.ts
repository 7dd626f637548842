import { expect, test } from 'playwright/test'
import type { SignupTokenResponse } from '@/lib/schemas/responses'
import { adminToken } from '../support/app'
import { call } from './support/call'
import { admin, errorOf, givenLink, givenMember, pathsOf, tokens } from './support/given'

type Page = { tokens: SignupTokenResponse[]; nextCursor: string | null }

async function list(query: string): Promise<Page> {
  const answer = await call('GET', `${tokens}?${query}`, { as: admin })
  expect(answer.status).toBe(200)
  return answer.json<Page>()
}

test.describe('GET /api/admin/invite-link/tokens', () => {
  test('lists complete links newest first, also for an admin with a session', async () => {
    const older = await givenLink()
    const newer = await givenLink()
    const { as } = await givenMember('Admin')
    const answer = await call('GET', tokens, { as })
    const { tokens: links } = answer.json<Page>()
    const at = (secret: string) => links.findIndex((link) => link.secret === secret)
    expect(at(newer.secret)).toBeGreaterThanOrEqual(0)
    expect(at(newer.secret)).toBeLessThan(at(older.secret))
    expect(links[at(newer.secret)]).toEqual(newer)
    expect(answer.header('cache-control')).toBe('no-store')
  })

  test('a revoked link stays in the list', async () => {
    const { secret } = await givenLink()
    await call('DELETE', `${tokens}/${secret}`, { as: admin })
    const { tokens: links } = await list('limit=1000')
    expect(links.find((link) => link.secret === secret)?.state).toBe('revoked')
  })

  test('limit and cursor page through every link once', async () => {
    const created = [await givenLink(), await givenLink(), await givenLink()]
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: Page = await list(`limit=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)
      expect(page.tokens.length).toBeLessThanOrEqual(2)
      seen.push(...page.tokens.map(({ secret }) => secret))
      cursor = page.nextCursor
    }
    expect(new Set(seen).size).toBe(seen.length)
    for (const { secret } of created) expect(seen).toContain(secret)
  })

  const bad = ['limit=0', 'limit=1001', 'limit=x', 'limit=', 'limit=1.5', 'cursor=x', 'cursor=']
  for (const query of [...bad, 'cursor=99999999999999999.0', 'cursor=1.%00']) {
    test(`${query} is a 400`, async () => {
      const answer = await call('GET', `${tokens}?${query}`, { as: admin })
      expect(errorOf(answer)).toBe('400 BadDataError')
      expect(pathsOf(answer)).toEqual([`/query/${query.split('=')[0]}`])
    })
  }

  test('needs ADMIN', async () => {
    expect(errorOf(await call('GET', tokens))).toBe('401 AuthenticationRequired')
    const { as } = await givenMember('Viewer')
    expect(errorOf(await call('GET', tokens, { as }))).toBe('403 PermissionError')
  })

  test('no response contains the API token of the caller', async () => {
    const answer = await call('GET', tokens, { as: admin })
    expect(answer.text).not.toContain(adminToken)
  })
})
