import { expect, test } from 'playwright/test'
import { call } from './support/call'
import { admin, change, errorOf, givenLink, givenMember, signupBody, tokens } from './support/given'

test.describe('DELETE /api/admin/invite-link/tokens/:token', () => {
  test('revokes and returns the link; repeating it changes nothing; PUT restores it', async () => {
    const link = await givenLink()
    const path = `${tokens}/${link.secret}`
    for (const _ of [1, 2]) {
      const response = await call('DELETE', path, { as: admin })
      expect([response.status, response.json()]).toEqual([200, { ...link, state: 'revoked' }])
    }
    expect((await change(link, { revoked: false })).state).toBe('open')
  })

  test('a stale If-Match is a 412', async () => {
    const { secret } = await givenLink()
    await change({ secret }, { name: 'New' })
    const headers = { 'if-match': '"1"' }
    const response = await call('DELETE', `${tokens}/${secret}`, { as: admin, headers })
    expect(errorOf(response)).toBe('412 StaleError')
  })
})

test.describe('POST /api/admin/invite-link/tokens/:token/rotate', () => {
  test('creates a new secret; the old URL stops working immediately; everything else stays', async () => {
    const link = await givenLink({ maxUses: 7 })
    await givenMember(link)
    const before = await call('GET', `${tokens}/${link.secret}`, { as: admin })
    const response = await call('POST', `${tokens}/${link.secret}/rotate`, { as: admin })
    const { secret, url, ...rest } = response.json<typeof link>()
    const { secret: oldSecret, url: _, ...oldRest } = before.json<typeof link>()
    expect(secret).not.toBe(oldSecret)
    expect(url).toMatch(new RegExp(`/invite/${secret}$`))
    expect(rest).toEqual(oldRest)
    const dead = await call('POST', `/invite/${oldSecret}/signup`, { body: signupBody() })
    expect(errorOf(dead)).toBe('400 InviteInvalidError')
    const gone = await call('GET', `${tokens}/${oldSecret}`, { as: admin })
    expect(errorOf(gone)).toBe('404 NotFoundError')
    expect((await givenMember({ secret })).user.rootRole).toBe(3)
  })

  test('a stale If-Match is a 412, and the secret stays', async () => {
    const { secret } = await givenLink()
    const headers = { 'if-match': '"7"' }
    const response = await call('POST', `${tokens}/${secret}/rotate`, { as: admin, headers })
    expect(errorOf(response)).toBe('412 StaleError')
    expect((await call('GET', `/invite/${secret}/validate`)).status).toBe(200)
  })
})
