import { NextRequest } from 'next/server'
import { expect, test } from 'vitest'
import { cookieFor, givenAdmin, givenLink, givenUser } from '@/lib/testing/factories'
import { config, proxy } from './proxy'

async function visit(path: string, cookie = ''): Promise<string> {
  const headers = new Headers(cookie ? { cookie } : {})
  const response = await proxy(new NextRequest(`https://foyer.test${path}`, { headers }))
  const rewritten = response.headers.get('x-middleware-rewrite')
  const to = rewritten
    ? new URL(rewritten).pathname
    : (response.headers.get('location') ?? 'itself')
  return `${response.status} ${to}`
}

test('an invite that is not open, or no invite at all, gets its status and the page in its place', async () => {
  const { token } = await givenLink()
  const startsAt = new Date(Date.now() + 60_000)
  const { token: scheduled } = await givenLink({ startsAt })
  expect(await visit(`/invite/${token}`)).toBe('200 itself')
  expect(await visit(`/invite/${scheduled}`)).toBe(`403 /closed/${scheduled}`)
  for (const none of ['A'.repeat(32), 'short', '%E0%A4%A', 'a%2Fb', '%00']) {
    expect(await visit(`/invite/${none}`)).toBe(`404 /closed/${none}`)
  }
})

test('a page that stands in for others has no address of its own', async () => {
  for (const path of ['/closed', '/closed/x', '/no-entry', '/unavailable']) {
    expect(await visit(path)).toBe('307 https://foyer.test/')
  }
})

test('in the admin area, who is signed in but no administrator gets a 403; the rest goes on', async () => {
  const admin = await cookieFor((await givenAdmin()).id)
  const viewer = await cookieFor((await givenUser()).id)
  expect(await visit('/admin', viewer)).toBe('403 /no-entry')
  expect(await visit('/admin/people', viewer)).toBe('403 /no-entry')
  expect(await visit('/account', viewer)).toBe('200 itself')
  expect(await visit('/admin', admin)).toBe('200 itself')
  expect(await visit('/admin')).toBe('200 itself')
})

// CHECKLIST 47
test('a choice of language or theme is kept for a year, on https only by https', async () => {
  const response = await proxy(new NextRequest('https://foyer.test/login?lang=ar&theme=dark'))
  const cookies = response.headers.getSetCookie()
  expect(cookies.map((cookie) => cookie.split(';')[0])).toEqual([
    'foyer-lang=ar',
    'foyer-theme=dark',
  ])
  for (const cookie of cookies) {
    expect(cookie).toMatch(/; Secure/)
    expect(cookie).toMatch(/; HttpOnly/)
    expect(cookie).toMatch(/; SameSite=lax/)
  }
  const none = await proxy(new NextRequest('https://foyer.test/login?lang=xx&theme=xx'))
  expect(none.headers.getSetCookie()).toEqual([])
})

test('a browser that hides the first steps remembers it, as a choice that is kept', async () => {
  const response = await proxy(new NextRequest('https://foyer.test/admin?steps=hidden'))
  expect(response.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^foyer-steps=hidden; Path=\/; .*Secure; HttpOnly; SameSite=lax$/i),
  ])
  const none = await proxy(new NextRequest('https://foyer.test/admin?steps=shown'))
  expect(none.headers.getSetCookie()).toEqual([])
})

test('the proxy runs only for pages, including ones that do not exist', () => {
  const [{ source, missing } = { source: '', missing: [] }] = config.matcher
  const pattern = new RegExp(`^${source}$`)
  // A write is not met: Next would copy its body for what is met here.
  expect(missing).toEqual([{ type: 'header', key: 'x-foyer-write' }])
  const pages = [
    '/',
    '/login',
    '/account',
    '/admin',
    '/admin/x',
    '/invite/T',
    '/invite/a.b',
    '/none',
  ]
  const others = [
    '/api/admin/user',
    '/_next/static/a.js',
    '/auth/simple/login',
    '/.well-known/change-password',
    '/invite/T/signup',
    '/login/form',
    '/account/export',
    '/health',
    '/ready',
    '/logout',
    '/new-user',
    '/openapi.json',
    '/invitation.png',
  ]
  expect(pages.filter((path) => !pattern.test(path))).toEqual([])
  expect(others.filter((path) => pattern.test(path))).toEqual([])
})
