import { expect, test } from 'playwright/test'
import { call } from './support/call'
import {
  admin,
  givenLink,
  givenMember,
  inSeconds,
  signupBody,
  tokens,
  unknownToken,
} from './support/given'
import { type Answer, type Options, send } from './support/send'

// CHECKLIST 24, 51: the security headers of every kind of response.

type Case = { what: string; status: number; ask: () => Promise<[string, string, Options?]> }

const form = { 'content-type': 'application/x-www-form-urlencoded' }

async function asAdmin(): Promise<Options> {
  return { as: (await givenMember('Admin')).as }
}

async function revoked(): Promise<string> {
  const { secret } = await givenLink()
  await call('DELETE', `${tokens}/${secret}`, { as: admin })
  return secret
}

async function idOfLink(): Promise<string> {
  const { secret } = await givenLink()
  return Buffer.from(secret, 'base64url').subarray(0, 8).toString('hex')
}

const pages: Case[] = [
  { what: 'the sign-in page', status: 200, ask: async () => ['GET', '/login'] },
  {
    what: 'an invite page',
    status: 200,
    ask: async () => ['GET', `/invite/${(await givenLink()).secret}`],
  },
  {
    what: 'the page of a revoked invite',
    status: 410,
    ask: async () => ['GET', `/invite/${await revoked()}`],
  },
  {
    what: 'the page of an unknown invite',
    status: 404,
    ask: async () => ['GET', `/invite/${unknownToken}`],
  },
  {
    what: 'the page of an unknown reset link',
    status: 404,
    ask: async () => ['GET', `/reset/${unknownToken}`],
  },
  { what: 'an admin page', status: 200, ask: async () => ['GET', '/admin', await asAdmin()] },
  {
    what: 'an admin page opened by a viewer',
    status: 403,
    ask: async () => ['GET', '/admin', { as: (await givenMember()).as }],
  },
  { what: 'a page that requires signing in', status: 307, ask: async () => ['GET', '/account'] },
  { what: 'an unknown page', status: 404, ask: async () => ['GET', '/nothing/here'] },
]

const redirects: Case[] = [
  {
    what: 'an invite at its old address',
    status: 307,
    ask: async () => ['GET', `/new-user?invite=${unknownToken}`],
  },
  { what: 'signing out', status: 302, ask: async () => ['POST', '/logout', await asAdmin()] },
  {
    what: 'a form without scripts',
    status: 303,
    ask: async () => [
      'POST',
      `/invite/${(await givenLink()).secret}/signup`,
      { raw: 'name=x', headers: form },
    ],
  },
]

const downloads: Case[] = [
  {
    what: 'links as CSV',
    status: 200,
    ask: async () => ['GET', '/admin/links.csv', await asAdmin()],
  },
  {
    what: 'people as CSV',
    status: 200,
    ask: async () => ['GET', '/admin/people/export', await asAdmin()],
  },
  {
    what: 'events as CSV',
    status: 200,
    ask: async () => ['GET', '/admin/events/download?format=csv', await asAdmin()],
  },
  {
    what: 'the export of own data',
    status: 200,
    ask: async () => ['GET', '/account/export', await asAdmin()],
  },
  {
    what: 'a QR code as SVG',
    status: 200,
    ask: async () => ['GET', `/admin/links/${await idOfLink()}/qr.svg`, await asAdmin()],
  },
  {
    what: 'a QR code as PNG',
    status: 200,
    ask: async () => ['GET', `/admin/links/${await idOfLink()}/qr.png`, await asAdmin()],
  },
  {
    what: 'a calendar entry',
    status: 200,
    ask: async () => {
      const { secret } = await givenLink({ startsAt: inSeconds(60) })
      return ['GET', `/invite/${secret}/calendar`]
    },
  },
]

const api: Case[] = [
  { what: 'a list of links', status: 200, ask: async () => ['GET', tokens, { as: admin }] },
  {
    what: 'a sign-up',
    status: 201,
    ask: async () => [
      'POST',
      `/invite/${(await givenLink()).secret}/signup`,
      { body: signupBody() },
    ],
  },
  {
    what: 'an empty response',
    status: 200,
    ask: async () => ['GET', `/invite/${(await givenLink()).secret}/validate`],
  },
  { what: 'OPTIONS', status: 204, ask: async () => ['OPTIONS', tokens] },
  { what: 'an error', status: 401, ask: async () => ['GET', tokens] },
  { what: 'an unknown path', status: 404, ask: async () => ['GET', '/api/nothing'] },
  { what: 'a malformed path', status: 400, ask: async () => ['GET', '/api/%zz'] },
  { what: 'a refused method', status: 405, ask: async () => ['TRACE', '/'] },
  { what: 'a write to a page', status: 405, ask: async () => ['POST', '/login'] },
  { what: 'headers that are too large', status: 431, ask: async () => ['GET', '/', tooMuch] },
  { what: 'the health check', status: 200, ask: async () => ['GET', '/health'] },
  { what: 'the OpenAPI document', status: 200, ask: async () => ['GET', '/openapi.json'] },
]

const tooMuch = { headers: { 'x-large': 'x'.repeat(20_000) } }

function expectFixed({ headers }: Answer, resourcePolicy = 'same-origin') {
  expect(Object.fromEntries(headers)).toMatchObject({
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'x-robots-tag': 'noindex, nofollow',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': resourcePolicy,
    'permissions-policy': expect.stringContaining('camera=()'),
  })
  expect(headers.has('x-powered-by')).toBe(false)
  expect(headers.has('access-control-allow-origin')).toBe(false)
  // The run is on plain http, where a promise of https would be ignored at best.
  expect(headers.has('strict-transport-security')).toBe(false)
}

const policyOf = ({ headers }: Answer) => headers.get('content-security-policy') ?? ''
const nonceOf = (response: Answer) => /'nonce-([\w-]{22})'/.exec(policyOf(response))?.[1] ?? ''

for (const { what, status, ask } of pages) {
  test(`${what} (${status}): only scripts with the nonce of this response run, and no site can frame it`, async () => {
    const [method, path, options] = await ask()
    const response = await send(method, path, options)
    expect(response.status).toBe(status)
    expectFixed(response)
    const nonce = nonceOf(response)
    expect(policyOf(response)).toBe(
      `default-src 'self'; script-src 'self' 'nonce-${nonce}' 'strict-dynamic'; ` +
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'",
    )
    const scripts = response.text.match(/<script\b[^>]*>/g) ?? []
    expect(scripts.length).toBeGreaterThan(0)
    for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`)
    expect(response.text.match(/<style|\sstyle="|\son\w+="|javascript:/g)).toBeNull()
    expect(response.headers.get('cache-control')).toContain('no-store')
  })
}

test('no two responses have the same nonce, and a client cannot choose it', async () => {
  const chosen = { 'content-security-policy': "script-src 'nonce-AAAAAAAAAAAAAAAAAAAAAA'" }
  const reported = { 'content-security-policy-report-only': "script-src 'nonce-<'" }
  const responses = await Promise.all(
    [{}, {}, chosen, reported].map((headers) => send('GET', '/login', { headers })),
  )
  const nonces = responses.map(nonceOf)
  expect(new Set(nonces).size).toBe(4)
  expect(nonces).not.toContain('AAAAAAAAAAAAAAAAAAAAAA')
  for (const { status } of responses) expect(status).toBe(200)
})

for (const { what, status, ask } of [...redirects, ...downloads, ...api]) {
  test(`${what} (${status}): no script in it can run, and it is not cached`, async () => {
    const [method, path, options] = await ask()
    const response = await send(method, path, options)
    expect(response.status).toBe(status)
    expectFixed(response)
    expect(policyOf(response)).toBe(
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    )
    expect(response.headers.get('cache-control')).toContain('no-store')
  })
}

for (const encoding of ['br', 'identity']) {
  test(`scripts and styles are cached for a year and never interpreted as another type (${encoding})`, async () => {
    const { text } = await send('GET', '/login')
    const files = new Set(text.match(/\/_next\/static\/[\w./~-]+\.(js|css)/g))
    expect(files.size).toBeGreaterThan(1)
    for (const file of files) {
      const response = await send('GET', file, { headers: { 'accept-encoding': encoding } })
      expect(response.status, file).toBe(200)
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
      expect(response.headers.get('cache-control')).toMatch(
        /^public, ?max-age=31536000, ?immutable$/,
      )
    }
  })
}

test('only the link preview picture can be embedded by other sites', async () => {
  expectFixed(await send('GET', '/invitation.png'), 'cross-origin')
  expectFixed(await send('GET', '/icon.svg'))
})
