import { expect, test } from 'playwright/test'
import { type App, startApp } from '../support/app'
import { call } from './support/call'
import { admin, errorOf, inSeconds, signupBody, tokens, unknownToken } from './support/given'
import type { Options } from './support/send'

// On an instance of its own: the list of websites is a setting.
test.describe.configure({ mode: 'default' })

const listed = 'https://club.example'
const from = (origin: string) => ({
  origin,
  'sec-fetch-site': 'cross-site',
  'sec-fetch-mode': 'cors',
})
const preflight = (method: string) => ({
  ...from(listed),
  'access-control-request-method': method,
  'access-control-request-headers': 'content-type',
})

let app: App

test.beforeAll(async () => {
  test.setTimeout(200_000)
  app = await startApp({ SIGNUP_LIMIT_PER_MINUTE: '30', VALIDATE_LIMIT_PER_MINUTE: '30' })
  const body = { corsOrigins: [listed, 'https://CLUB.example:8443'] }
  const changed = await ask('PUT', '/api/admin/settings', { body, as: admin })
  expect(changed.json()).toMatchObject({ corsOrigins: [listed, 'https://club.example:8443'] })
})

test.afterAll(async () => {
  await app.stop()
})

function ask(method: string, path: string, options: Options = {}) {
  return call(method, path, { base: app.url, ...options })
}

async function givenLink(): Promise<string> {
  const body = { name: 'Link', expiresAt: inSeconds(3600) }
  const created = await ask('POST', tokens, { body, as: admin })
  return created.json<{ secret: string }>().secret
}

type Answered = Awaited<ReturnType<typeof call>>

const crossing = ({ headers }: Answered) =>
  [...headers.keys()].filter((name) => name.startsWith('access-control-')).toSorted()

function expectReadable(answered: Answered) {
  expect(crossing(answered)).toEqual([
    'access-control-allow-origin',
    'access-control-expose-headers',
  ])
  expect(answered.header('access-control-allow-origin')).toBe(listed)
  expect(answered.header('access-control-expose-headers')).toContain('Retry-After, RateLimit-Limit')
  expect(answered.header('vary')).toContain('Origin')
  expect(answered.headers.has('set-cookie')).toBe(false)
}

test('a listed website can check a link and sign people up, without a session', async () => {
  const token = await givenLink()
  const open = await ask('GET', `/invite/${token}/validate`, { headers: from(listed) })
  expect(open.status).toBe(200)
  expectReadable(open)
  const body = signupBody()
  const joined = await ask('POST', `/invite/${token}/signup`, { body, headers: from(listed) })
  expect([joined.status, joined.json()]).toMatchObject([201, { activeSessions: 0 }])
  expectReadable(joined)
  const { id } = joined.json<{ id: number }>()
  const sessions = await ask('GET', `/api/admin/user-admin/${id}/sessions`, { as: admin })
  expect(sessions.json()).toMatchObject({ sessions: [] })
})

test('a listed website can read the errors of both operations', async () => {
  const token = await givenLink()
  const path = `/invite/${token}/signup`
  const sent: [string, Options][] = [
    ['400 BadDataError', { body: {} }],
    ['413 PayloadTooLargeError', { body: { name: 'x'.repeat(110_000) } }],
    ['413 PayloadTooLargeError', { body: ['x'.repeat(110_000)], chunked: true }],
    ['415 ContentTypeError', { raw: 'x', headers: { 'content-type': 'text/plain' } }],
  ]
  for (const [error, { headers, ...options }] of sent) {
    const refused = await ask('POST', path, {
      ...options,
      headers: { ...headers, ...from(listed) },
    })
    expect(errorOf(refused)).toBe(error)
    expectReadable(refused)
  }
  const unknown = await ask('GET', `/invite/${unknownToken}/validate`, { headers: from(listed) })
  expect(errorOf(unknown)).toBe('400 InviteInvalidError')
  expectReadable(unknown)
})

test('OPTIONS allows cross-origin requests to validate and signup, and to no other path', async () => {
  const token = await givenLink()
  for (const [end, method] of [
    ['validate', 'GET'],
    ['signup', 'POST'],
  ] as const) {
    const asked = await ask('OPTIONS', `/invite/${token}/${end}`, { headers: preflight(method) })
    expect([asked.status, asked.text]).toEqual([204, ''])
    expect(asked.header('access-control-allow-origin')).toBe(listed)
    expect(asked.header('access-control-allow-methods')).toBe(method)
    expect(asked.header('access-control-allow-headers')).toBe(
      'content-type, idempotency-key, accept',
    )
    expect(asked.header('access-control-max-age')).toBe('600')
    expect(asked.header('vary')).toContain('Origin')
    expect(asked.headers.has('access-control-allow-credentials')).toBe(false)
  }
  const others = [
    `/invite/${token}/started`,
    `/invite/${token}/request`,
    tokens,
    '/api/admin/settings',
    '/auth/simple/login',
    '/health',
  ]
  for (const path of others) {
    const asked = await ask('OPTIONS', path, { headers: preflight('POST') })
    expect([asked.status, crossing(asked)]).toEqual([204, []])
  }
})

test('a listed website can read no other response, and cannot change settings', async () => {
  for (const path of ['/api/admin/settings', tokens, '/openapi.json', '/health']) {
    const read = await ask('GET', path, { as: admin, headers: from(listed) })
    expect([read.status, crossing(read)]).toEqual([200, []])
  }
  const body = { corsOrigins: [] }
  const changed = await ask('PUT', '/api/admin/settings', {
    body,
    as: admin,
    headers: from(listed),
  })
  expect(errorOf(changed)).toBe('403 CrossSiteError')
  expect(crossing(changed)).toEqual([])
})

for (const origin of ['https://evil.example', 'null', 'http://club.example', `${listed}:444`]) {
  test(`${origin} is not on the list and gets no cross-origin access`, async () => {
    const path = `/invite/${await givenLink()}`
    const headers = from(origin)
    const refused = await ask('POST', `${path}/signup`, { body: signupBody(), headers })
    expect([errorOf(refused), crossing(refused)]).toEqual(['403 CrossSiteError', []])
    const open = await ask('GET', `${path}/validate`, { headers })
    expect([open.status, crossing(open)]).toEqual([200, []])
    const asked = await ask('OPTIONS', `${path}/signup`, {
      headers: { ...preflight('POST'), ...headers },
    })
    expect([asked.status, asked.header('allow'), crossing(asked)]).toEqual([204, 'POST', []])
  })
}

test('an HTML form on a listed website is a 403', async () => {
  const path = `/invite/${await givenLink()}/signup`
  const headers = { ...from(listed), 'content-type': 'application/x-www-form-urlencoded' }
  const raw = new URLSearchParams(signupBody()).toString()
  expect(errorOf(await ask('POST', path, { raw, headers }))).toBe('403 CrossSiteError')
})

test('a listed website can read when to try again', async () => {
  const headers = from(listed)
  const path = `/invite/${await givenLink()}/validate`
  await expect
    .poll(async () => (await ask('GET', path, { headers })).status, { intervals: [1] })
    .toBe(429)
  const limited = await ask('GET', path, { headers })
  expectReadable(limited)
  expect(limited.header('retry-after')).toMatch(/^\d+$/)
})

test('a list entry that is not an origin is a 400 on that entry', async () => {
  const body = { corsOrigins: [listed, '*'] }
  const refused = await ask('PUT', '/api/admin/settings', { body, as: admin })
  expect(errorOf(refused)).toBe('400 BadDataError')
  expect(refused.json()).toMatchObject({ details: [{ path: '/body/corsOrigins/1' }] })
})
