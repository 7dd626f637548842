import { expect, test } from 'playwright/test'
import { call } from './support/call'
import { admin, errorOf, givenLink, signupBody, tokens } from './support/given'
import { appUrl, send } from './support/send'

test.describe('GET /health and /ready', () => {
  for (const path of ['/health', '/ready']) {
    test(`${path} is GOOD for everybody, and never cached`, async () => {
      const response = await call('GET', path)
      expect([response.status, response.text]).toEqual([200, '{"health":"GOOD"}'])
      expect(response.header('cache-control')).toBe('no-store')
    })
  }
})

test.describe('GET /new-user', () => {
  test('an old link redirects to the invite page with a 307', async () => {
    const { secret } = await givenLink()
    const response = await call('GET', `/new-user?invite=${secret}`)
    expect([response.status, response.header('location')]).toEqual([307, `/invite/${secret}`])
  })

  test('whatever the link contains, it redirects only to an invite page of this site', async () => {
    for (const invite of [
      '//evil.example',
      'https://evil.example',
      '../admin',
      '%0d%0aX:1',
      'a?b',
    ]) {
      const response = await call('GET', `/new-user?invite=${encodeURIComponent(invite)}`)
      expect(response.header('location')).toBe(`/invite/${encodeURIComponent(invite)}`)
    }
  })

  test('without a token it is a 404', async () => {
    for (const path of ['/new-user', '/new-user?invite=']) {
      expect(errorOf(await call('GET', path))).toBe('404 NotFoundError')
    }
  })
})

test.describe('GET /openapi.json', () => {
  test('names PUBLIC_URL as the server', async () => {
    const response = await call('GET', '/openapi.json')
    expect(response.json()).toMatchObject({ openapi: '3.1.1', servers: [{ url: appUrl() }] })
  })
})

test.describe('the Host header', () => {
  const headers = {
    host: 'evil.example',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    forwarded: 'host=evil.example',
  }

  // CHECKLIST 57
  test('is ignored: links and redirects use PUBLIC_URL', async () => {
    const body = { name: 'Link', expiresAt: new Date(Date.now() + 60_000).toISOString() }
    const link = await call('POST', tokens, { body, as: admin, headers })
    expect(link.json().url).toBe(`${appUrl()}/invite/${link.json().secret}`)
    const secret = String(link.json().secret)
    const responses = [
      await call('GET', `${tokens}/${secret}`, { as: admin, headers }),
      await call('GET', `/new-user?invite=${secret}`, { headers }),
      await call('GET', '/openapi.json', { headers }),
      await call('POST', `/invite/${secret}/signup`, { body: signupBody(), headers }),
      await call('POST', `/invite/${secret}/signup`, {
        raw: 'email=x',
        headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      }),
    ]
    for (const response of responses) {
      expect([...response.headers.values(), response.text].join('\n')).not.toContain('evil.example')
    }
  })

  test('is never compared with Origin', async () => {
    const { secret } = await givenLink()
    const origin = 'http://evil.example'
    const both = { ...headers, origin }
    const response = await call('POST', `/invite/${secret}/signup`, {
      body: signupBody(),
      headers: both,
    })
    expect(errorOf(response)).toBe('403 CrossSiteError')
  })
})

test('no response names the server software', async () => {
  for (const path of ['/health', '/api/nothing', '/invite/x/validate']) {
    const { headers } = await send('GET', path)
    expect(headers.has('x-powered-by')).toBe(false)
    expect(headers.has('server')).toBe(false)
  }
})
