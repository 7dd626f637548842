import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { provideEnv } from '@/lib/server/env'
import { findLink } from '@/lib/server/signup-tokens'
import { givenLink } from '@/lib/testing/factories'
import { statementsOf } from '@/lib/testing/statements'
import { withLightRoutes } from './light-routes'
import { createAppServer } from './server'

const server = createAppServer({ hops: 1, isHttps: true, dev: false })
let origin = ''
/** What was left to Next. */
let left: string[] = []

beforeAll(async () => {
  await server.listen(0, '127.0.0.1')
  const address = server.http.address()
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  server.serve(
    withLightRoutes(async ({ method, url }, response) => {
      left.push(`${method} ${url}`)
      response.end()
    }),
  )
})

afterAll(() => server.drain(100))

beforeEach(() => {
  left = []
  provideEnv({ VALIDATE_LIMIT_PER_MINUTE: '0' })
})

test('whether a link is open is answered without Next, as the route answers, with what every answer carries', async () => {
  const { token } = await givenLink()
  const open = await fetch(`${origin}/invite/${token}/validate?utm_source=chat`)
  expect([open.status, await open.text()]).toEqual([200, ''])
  const { token: over } = await givenLink({ expiresAt: new Date(0) })
  const ended = await fetch(`${origin}/invite/${over}/validate/`)
  expect([ended.status, (await ended.json()).name]).toEqual([400, 'InviteExpiredError'])
  const wrong = await fetch(`${origin}/invite/no%2Ftoken/validate`, {
    headers: { accept: 'application/problem+json' },
  })
  expect([wrong.status, (await wrong.json()).status]).toEqual([400, 400])
  expect(wrong.headers.get('content-type')).toBe('application/problem+json')
  for (const { headers } of [open, ended, wrong]) {
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'/)
  }
  expect(left).toEqual([])
})

test('everything else goes to Next as it came', async () => {
  const ask = (method: string, path: string) => fetch(origin + path, { method })
  await ask('HEAD', '/invite/x/validate')
  await ask('POST', '/invite/x/validate')
  await ask('GET', '/invite/x')
  await ask('GET', '/invite/x/validate/more')
  await ask('GET', '/invite/validate')
  expect(left).toEqual([
    'HEAD /invite/x/validate',
    'POST /invite/x/validate',
    'GET /invite/x',
    'GET /invite/x/validate/more',
    'GET /invite/validate',
  ])
})

// CHECKLIST 28
test('a client is counted by the address that the server found, not by one that it claims', async () => {
  provideEnv({ VALIDATE_LIMIT_PER_MINUTE: '1' })
  const { token } = await givenLink()
  const ask = (forwarded: string) =>
    fetch(`${origin}/invite/${token}/validate`, { headers: { 'x-forwarded-for': forwarded } })
  const answers = [
    await ask('203.0.113.7'),
    await ask('198.51.100.1, 203.0.113.7'),
    await ask('203.0.113.8'),
  ]
  expect(answers.map(({ status }) => status)).toEqual([200, 429, 200])
})

test('of fifty who ask at once each hears of their own link', async () => {
  const links = await Promise.all([givenLink(), givenLink({ expiresAt: new Date(0) })])
  const asked = Array.from({ length: 50 }, (_, n) => links[n % 2]?.token)
  const answers = asked.map((token) => fetch(`${origin}/invite/${token}/validate`))
  const heard = (await Promise.all(answers)).map(({ status }) => status)
  expect(heard).toEqual(asked.map((_, n) => (n % 2 === 0 ? 200 : 400)))
})

test('whoever asks within one turn of the event loop shares one statement', async () => {
  const links = await Promise.all([givenLink(), givenLink()])
  const tokens = Array.from({ length: 50 }, (_, n) => links[n % 2]?.token ?? '')
  let found: (string | undefined)[] = []
  const sent = await statementsOf(async () => {
    found = (await Promise.all(tokens.map(findLink))).map((link) => link?.id)
  })
  expect(found).toEqual(tokens.map((_, n) => links[n % 2]?.id))
  expect(sent).toHaveLength(1)
})
