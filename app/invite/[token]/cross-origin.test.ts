import { beforeEach, describe, expect, test } from 'vitest'
import { PUT as putSettings } from '@/app/api/admin/settings/route'
import * as validating from '@/app/invite/[token]/validate/route'
import { getDb } from '@/lib/server/db/db'
import { provideEnv } from '@/lib/server/runtime/env'
import { emptyDatabase } from '@/lib/testing/databases'
import { cookieFor, givenAdmin, givenLink, signupBody } from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'
import { statementsOf } from '@/lib/testing/statements'
import * as asking from './request/route'
import * as signingUp from './signup/route'
import * as starting from './started/route'

const listed = 'https://club.example'
const exposed = 'Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset'
const formType = 'application/x-www-form-urlencoded'
const signup = { path: 'signup', routes: signingUp, method: 'POST' } as const
const validate = { path: 'validate', routes: validating, method: 'GET' } as const

/** As a browser sends it with a request of a page. */
const from = (origin: string, site = 'cross-site') => ({ origin, 'sec-fetch-site': site })
const preflight = (method: string) => ({ 'access-control-request-method': method })

let token = ''

beforeEach(async () => {
  await emptyDatabase()
  provideEnv({ SIGNUP_STRICT: '', SIGNUP_LIMIT_PER_MINUTE: '0', VALIDATE_LIMIT_PER_MINUTE: '0' })
  token = (await givenLink()).token
})

async function list(corsOrigins: string[]) {
  const cookie = await cookieFor((await givenAdmin()).id)
  const changed = await putSettings(
    request('PUT', '/', { cookie, body: { corsOrigins } }),
    params({}),
  )
  expect(changed.status).toBe(200)
}

type Options = { body?: unknown; headers?: Record<string, string> }

function post(options: Options, at = token) {
  const sent = request('POST', `/invite/${at}/signup`, { body: signupBody(), ...options })
  return signingUp.POST(sent, params({ token: at }))
}

function read(headers: Record<string, string>, method: 'GET' | 'HEAD' = 'GET') {
  const sent = request(method, `/invite/${token}/validate`, { headers })
  const handle = method === 'GET' ? validating.GET : validating.HEAD
  return handle(sent, params({ token }))
}

/** The headers of a response that are about other origins. */
function crossing({ headers }: Response): Record<string, string> {
  const names = [...headers].filter(([name]) => /^(access-control-|vary$)/.test(name))
  return Object.fromEntries(names)
}

const readable = {
  'access-control-allow-origin': listed,
  'access-control-expose-headers': exposed,
  vary: 'Origin',
}

describe('a page of a listed website', () => {
  beforeEach(() => list([listed, 'http://localhost:5173']))

  test('signs somebody up, who is not signed in: no cookie, no session', async () => {
    for (const headers of [from(listed), from(listed, 'same-site'), { origin: listed }]) {
      const body = signupBody()
      const response = await post({ body, headers })
      expect([response.status, crossing(response)]).toEqual([201, readable])
      expect(response.headers.get('set-cookie')).toBeNull()
      expect(await response.json()).toMatchObject({ email: body.email, activeSessions: 0 })
    }
    expect(await getDb().user.count()).toBe(4)
    expect(await getDb().session.count({ where: { user: { use: { isNot: null } } } })).toBe(0)
  })

  test('gets the same answer for a repeated request, from wherever it is repeated', async () => {
    const headers = { ...from(listed), 'idempotency-key': 'once' }
    const body = signupBody()
    const first = await (await post({ body, headers })).json()
    const again = await post({ body, headers })
    expect([again.status, await again.json()]).toEqual([201, first])
    const elsewhere = await post({ body, headers: { 'idempotency-key': 'once' } })
    expect([elsewhere.status, elsewhere.headers.get('set-cookie')]).toEqual([201, null])
  })

  test('may send cookies, which change nothing', async () => {
    const cookie = await cookieFor((await givenAdmin()).id)
    const sessions = await getDb().session.count()
    const response = await post({ headers: { ...from(listed), cookie } })
    expect([response.status, response.headers.get('set-cookie')]).toEqual([201, null])
    expect(await getDb().session.count()).toBe(sessions)
    expect((await read({ ...from(listed), cookie })).headers.get('set-cookie')).toBeNull()
  })

  test('reads whether a link is open', async () => {
    for (const headers of [from(listed), { origin: listed }]) {
      for (const method of ['GET', 'HEAD'] as const) {
        const response = await read(headers, method)
        expect([response.status, crossing(response)]).toEqual([200, readable])
      }
    }
  })

  const tooLarge = { body: { name: 'x'.repeat(110_000) } }
  const text = { 'content-type': 'text/plain' }
  const problem = { accept: 'application/problem+json' }
  test.each<[number, Options]>([
    [400, { body: {} }],
    [400, { body: {}, headers: problem }],
    [400, { body: '{' }],
    [400, { headers: { 'idempotency-key': 'a b' } }],
    [413, tooLarge],
    [415, { headers: text }],
    [415, { headers: { 'content-encoding': 'br' } }],
  ])('can read why it gets a %i', async (status, { headers, ...options }) => {
    const response = await post({ ...options, headers: { ...headers, ...from(listed) } })
    expect([response.status, crossing(response)]).toEqual([status, readable])
  })

  test('can read that a link is not valid, that an address is taken, and when to try again', async () => {
    const unknown = await post({ headers: from(listed) }, 'A'.repeat(32))
    expect([unknown.status, crossing(unknown)]).toEqual([400, readable])
    const body = signupBody()
    await post({ body, headers: from(listed) })
    const taken = await post({ body, headers: from(listed) })
    expect([taken.status, crossing(taken)]).toEqual([409, readable])
    provideEnv({ SIGNUP_LIMIT_PER_MINUTE: '1', VALIDATE_LIMIT_PER_MINUTE: '1' })
    for (const ask of [() => post({ headers: from(listed) }), () => read(from(listed))]) {
      await ask()
      const limited = await ask()
      expect([limited.status, crossing(limited)]).toEqual([429, readable])
      expect(limited.headers.get('retry-after')).toMatch(/^\d+$/)
    }
  })

  test('cannot post an HTML form', async () => {
    const body = new URLSearchParams(signupBody()).toString()
    for (const type of [formType, `${formType}; charset=utf-8`, formType.toUpperCase()]) {
      const headers = { ...from(listed), 'content-type': type }
      const response = await post({ body, headers })
      expect([response.status, (await response.json()).name]).toEqual([403, 'CrossSiteError'])
    }
    expect(await getDb().signupTokenUse.count()).toBe(0)
  })

  test('may do nothing else, and reads nothing else', async () => {
    for (const { POST } of [asking, starting]) {
      const sent = request('POST', '/', {
        headers: from(listed),
        body: { email: 'ada@example.org' },
      })
      const response = await POST(sent, params({ token }))
      expect([response.status, crossing(response)]).toEqual([403, {}])
    }
    const cookie = await cookieFor((await givenAdmin()).id)
    const options = {
      headers: from(listed),
      cookie,
      body: { corsOrigins: ['https://evil.example'] },
    }
    const changed = await putSettings(request('PUT', '/', options), params({}))
    expect([changed.status, crossing(changed)]).toEqual([403, {}])
  })

  test('in strict mode gets the same answer for a new and a registered address', async () => {
    provideEnv({ SIGNUP_STRICT: 'true' })
    const body = signupBody()
    for (const response of [
      await post({ body, headers: from(listed) }),
      await post({ body, headers: from(listed) }),
    ]) {
      expect([response.status, await response.json()]).toEqual([202, {}])
      expect(crossing(response)).toEqual(readable)
      expect([...response.headers.keys()]).not.toContain('set-cookie')
    }
  })

  test.each([signup, validate])(
    'may ask first: OPTIONS $path',
    async ({ path, routes, method }) => {
      const headers = { ...from(listed), ...preflight(method) }
      const response = await routes.OPTIONS(
        request('OPTIONS', `/${path}`, { headers }),
        params({ token }),
      )
      expect([response.status, await response.text()]).toEqual([204, ''])
      expect(crossing(response)).toEqual({
        'access-control-allow-origin': listed,
        'access-control-allow-methods': method,
        'access-control-allow-headers': 'content-type, idempotency-key, accept',
        'access-control-max-age': '600',
        vary: 'Origin',
      })
    },
  )
})

const others = [
  'null',
  '',
  '*',
  'https://evil.example',
  'http://club.example',
  'https://club.example:8443',
  'https://club.example/',
  'https://CLUB.example',
  'https://www.club.example',
  'https://club.example.evil.example',
  'https://club.example, https://evil.example',
]

test.each(others)('a page of another origin (%j) gets what it got before', async (origin) => {
  await list([listed])
  for (const site of ['cross-site', 'same-site']) {
    const response = await post({ headers: from(origin, site) })
    expect([response.status, crossing(response)]).toEqual([403, {}])
    const open = await read(from(origin, site))
    expect([open.status, crossing(open)]).toEqual([200, {}])
    for (const { path, routes, method } of [signup, validate]) {
      const headers = { ...from(origin, site), ...preflight(method) }
      const asked = await routes.OPTIONS(
        request('OPTIONS', `/${path}`, { headers }),
        params({ token }),
      )
      expect([asked.status, crossing(asked)]).toEqual([204, {}])
    }
  }
  expect(await getDb().signupTokenUse.count()).toBe(0)
})

test('no other path answers a preflight, and neither do these without one', async () => {
  await list([listed])
  for (const { OPTIONS } of [asking, starting]) {
    const headers = { ...from(listed), ...preflight('POST') }
    const response = await OPTIONS(request('OPTIONS', '/', { headers }), params({ token }))
    expect([response.status, crossing(response)]).toEqual([204, {}])
  }
  const headers = from(listed)
  const plain = await signingUp.OPTIONS(request('OPTIONS', '/', { headers }), params({ token }))
  expect([plain.status, plain.headers.get('allow'), crossing(plain)]).toEqual([204, 'POST', {}])
})

test('an origin that is taken off the list is another one again', async () => {
  await list([listed])
  expect((await post({ headers: from(listed) })).status).toBe(201)
  await list([])
  expect((await post({ headers: from(listed) })).status).toBe(403)
})

test('the own pages sign in as before, whatever is listed', async () => {
  await list([listed, 'https://foyer.test'])
  for (const headers of [
    from('https://foyer.test', 'same-origin'),
    { origin: 'https://foyer.test' },
  ]) {
    const response = await post({ headers })
    expect([response.status, crossing(response)]).toEqual([201, {}])
    expect(response.headers.get('set-cookie')).toMatch(/^__Host-foyer=/)
  }
})

test('a request without Origin reads no settings, and with one only what is kept', async () => {
  const statements = async (headers: Record<string, string>) =>
    (await statementsOf(() => read(headers))).length
  await list([])
  await read({})
  const plain = await statements({})
  expect(await statements(from(listed))).toBe(plain)
  expect(await statements(from('https://foyer.test', 'same-origin'))).toBe(plain)
})
