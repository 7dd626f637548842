import { gzipSync } from 'node:zlib'
import { expect } from 'playwright/test'
import { adminToken } from '../support/app'
import { evil, inSeconds, signupBody, tokens, unknownToken } from './support/given'
import { type Apps, answerOf, runtimes, type Sent, test } from './support/runtimes'
import { type Options, send } from './support/send'

// In order in one worker, which starts each runtime once. The first answer of each is compiled.
test.describe.configure({ mode: 'default', timeout: 120_000 })

const as = { authorization: adminToken }

type Link = { secret: string }

async function givenLink({ 'front server': { url } }: Apps, fields: Record<string, unknown> = {}) {
  const body = { name: 'Link', expiresAt: inSeconds(3600), ...fields }
  const created = await send('POST', tokens, { base: url, body, as })
  expect(created.status, created.text).toBe(201)
  return JSON.parse(created.text) as Link
}

async function change({ 'front server': { url } }: Apps, { secret }: Link, body: unknown) {
  const changed = await send('PUT', `${tokens}/${secret}`, { base: url, body, as })
  expect(changed.status, changed.text).toBe(200)
}

/** Links in every state that needs no waiting, and texts that are not a token. */
const given: Record<string, (apps: Apps) => Promise<string>> = {
  'an open link': async (apps) => (await givenLink(apps)).secret,
  'a scheduled link': async (apps) => (await givenLink(apps, { startsAt: inSeconds(600) })).secret,
  'a paused link': async (apps) => {
    const link = await givenLink(apps)
    await change(apps, link, { enabled: false })
    return link.secret
  },
  'a full link': async (apps) => {
    const { secret } = await givenLink(apps, { maxUses: 1 })
    const base = apps['front server'].url
    await send('POST', `/invite/${secret}/signup`, { base, body: signupBody() })
    return secret
  },
  'a revoked link': async (apps) => {
    const { secret } = await givenLink(apps)
    await send('DELETE', `${tokens}/${secret}`, { base: apps['front server'].url, as })
    return secret
  },
  'an unknown token': async () => unknownToken,
  'a malformed token': async () => 'a%20b%2Fc',
}

/** Every runtime responds as the first one does; `sent` is called for each. */
async function expectOneAnswer(apps: Apps, sent: () => Promise<Sent>) {
  const [first, ...others] = runtimes
  const expected = await answerOf(apps[first], await sent())
  for (const runtime of others) {
    expect(await answerOf(apps[runtime], await sent()), runtime).toEqual(expected)
  }
  return expected
}

const problem = { accept: 'application/problem+json' }

test.describe('all runtimes respond alike to validate', () => {
  for (const [name, token] of Object.entries(given)) {
    test(`for ${name}`, async ({ apps }) => {
      const path = `/invite/${await token(apps)}/validate`
      const ask = (method: string, end = '', options: Options = {}) =>
        expectOneAnswer(apps, async () => ({ method, path: path + end, options }))
      const { status } = await ask('GET')
      expect(status).toBe(name === 'an open link' ? 200 : 400)
      await ask('GET', '?utm_source=chat')
      await ask('GET', '/')
      await ask('GET', '', { headers: problem })
      await ask('GET', '', { headers: evil })
      await ask('HEAD')
      await ask('POST', '', { body: {} })
      await ask('OPTIONS')
    })
  }
})

const listed = 'https://club.example'
const ofPage = { origin: listed, 'sec-fetch-site': 'cross-site' }

test.describe('all runtimes respond alike to pages of listed websites', () => {
  test.beforeAll(async ({ apps }) => {
    const base = apps['front server'].url
    const body = { corsOrigins: [listed] }
    const changed = await send('PUT', '/api/admin/settings', { base, body, as })
    expect(changed.status, changed.text).toBe(200)
    // Each process follows within seconds.
    for (const runtime of runtimes) {
      const ask = () =>
        send('GET', `/invite/${unknownToken}/validate`, {
          base: apps[runtime].url,
          headers: ofPage,
        })
      const isReadable = async () => (await ask()).headers.has('access-control-allow-origin')
      await expect.poll(isReadable, { timeout: 60_000 }).toBe(true)
    }
  })

  const sent: [string, string, number, Options][] = [
    ['GET', 'validate', 200, {}],
    ['HEAD', 'validate', 200, {}],
    ['OPTIONS', 'validate', 204, { headers: { 'access-control-request-method': 'GET' } }],
    ['OPTIONS', 'signup', 204, { headers: { 'access-control-request-method': 'POST' } }],
    ['OPTIONS', 'started', 204, { headers: { 'access-control-request-method': 'POST' } }],
    ['POST', 'signup', 400, { body: {} }],
    ['POST', 'signup', 413, { body: { name: 'x'.repeat(110_000) } }],
    ['POST', 'signup', 415, { raw: 'x', headers: { 'content-type': 'text/plain' } }],
    ['POST', 'started', 403, {}],
  ]
  for (const [method, end, status, { headers, ...rest }] of sent) {
    test(`on ${method} ${end} (${status})`, async ({ apps }) => {
      const path = `/invite/${(await givenLink(apps)).secret}/${end}`
      const options = { ...rest, headers: { ...headers, ...ofPage } }
      const answered = await expectOneAnswer(apps, async () => ({ method, path, options }))
      const origin = end === 'started' ? undefined : listed
      expect([answered.status, answered.headers['access-control-allow-origin']]).toEqual([
        status,
        origin,
      ])
      for (const runtime of runtimes) {
        const { headers: found } = await send(method, path, { base: apps[runtime].url, ...options })
        const varies = /\borigin\b/i.test(found.get('vary') ?? '')
        expect(varies, runtime).toBe(origin !== undefined)
      }
    })
  }

  test('on a sign-up and a form', async ({ apps }) => {
    const path = `/invite/${(await givenLink(apps)).secret}/signup`
    const ask = (options: () => Options) =>
      expectOneAnswer(apps, async () => ({ method: 'POST', path, options: options() }))
    const joined = await ask(() => ({ body: signupBody(), headers: ofPage }))
    expect([joined.status, joined.headers['set-cookie']]).toEqual([201, undefined])
    const form = () => formOf(signupBody())
    const refused = await ask(() => ({ ...form(), headers: { ...formType, ...ofPage } }))
    expect(refused.status).toBe(403)
  })
})

const formType = { 'content-type': 'application/x-www-form-urlencoded' }

function formOf(fields: Record<string, string>): Options {
  return { raw: new URLSearchParams(fields).toString(), headers: formType }
}

function gzipped(): Options {
  const raw = gzipSync(JSON.stringify(signupBody()))
  return { raw, headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' } }
}

/** What can be sent to sign up, and the status that an open link returns. */
const bodies: [string, number, () => Options][] = [
  ['a person', 201, () => ({ body: signupBody() })],
  ['a gzipped body', 201, gzipped],
  ['a form', 303, () => formOf(signupBody())],
  ['a form with mistakes', 303, () => formOf({ ...signupBody(), email: 'nowhere' })],
  ['an empty form', 303, () => formOf({})],
  ['no body', 415, () => ({})],
  ['a body that is not an object', 400, () => ({ body: [] })],
  ['missing fields', 400, () => ({ body: {} })],
  ['unknown fields', 400, () => ({ body: signupBody({ admin: true }) })],
  ['a weak password', 400, () => ({ body: signupBody({ password: 'password' }) })],
  ['invalid JSON', 400, () => ({ raw: '{', headers: { 'content-type': 'application/json' } })],
  ['another content type', 415, () => ({ raw: 'x', headers: { 'content-type': 'text/plain' } })],
  [
    'an invalid idempotency key',
    400,
    () => ({ body: signupBody(), headers: { 'idempotency-key': 'a b' } }),
  ],
  ['a body that is too large', 413, () => ({ body: { name: 'x'.repeat(110_000) } })],
  ['chunks that are too large', 413, () => ({ body: ['x'.repeat(110_000)], chunked: true })],
  ['a request from another site', 403, () => ({ body: signupBody(), headers: evil })],
  ['an error as problem+json', 400, () => ({ body: {}, headers: problem })],
]

test.describe('all runtimes respond alike to sign-up', () => {
  for (const [name, status, options] of bodies) {
    test(`with ${name}`, async ({ apps }) => {
      const path = `/invite/${(await givenLink(apps)).secret}/signup`
      const sent = async () => ({ method: 'POST', path, options: options() })
      expect((await expectOneAnswer(apps, sent)).status).toBe(status)
    })
  }

  for (const [name, token] of Object.entries(given)) {
    test(`as JSON and as a form at ${name}`, async ({ apps }) => {
      const path = `/invite/${await token(apps)}/signup`
      for (const options of [() => ({ body: signupBody() }), () => formOf(signupBody())]) {
        await expectOneAnswer(apps, async () => ({ method: 'POST', path, options: options() }))
      }
    })
  }

  test('with a registered address, and with a retried request', async ({ apps }) => {
    const path = `/invite/${(await givenLink(apps)).secret}/signup`
    const body = signupBody()
    const headers = { 'idempotency-key': 'one and the same'.replaceAll(' ', '-') }
    const send = (options: Options) =>
      expectOneAnswer(apps, async () => ({ method: 'POST', path, options }))
    await answerOf(apps.next, { method: 'POST', path, options: { body, headers } })
    expect((await send({ body, headers })).status).toBe(201)
    expect((await send({ body })).status).toBe(409)
    expect((await send({ body: signupBody(), headers })).status).toBe(409)
  })

  test('with any other method', async ({ apps }) => {
    const path = `/invite/${(await givenLink(apps)).secret}/signup`
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS']) {
      await expectOneAnswer(apps, async () => ({ method, path }))
    }
  })
})
