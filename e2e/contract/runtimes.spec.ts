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

/** Links in every state that can be had without waiting, and texts that are no token. */
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
  'no token': async () => 'a%20b%2Fc',
}

/** Every runtime answers what the first answers; `sent` is called for each. */
async function expectOneAnswer(apps: Apps, sent: () => Promise<Sent>) {
  const [first, ...others] = runtimes
  const expected = await answerOf(apps[first], await sent())
  for (const runtime of others) {
    expect(await answerOf(apps[runtime], await sent()), runtime).toEqual(expected)
  }
  return expected
}

const problem = { accept: 'application/problem+json' }

test.describe('validate is answered alike', () => {
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

const formType = { 'content-type': 'application/x-www-form-urlencoded' }

function formOf(fields: Record<string, string>): Options {
  return { raw: new URLSearchParams(fields).toString(), headers: formType }
}

function gzipped(): Options {
  const raw = gzipSync(JSON.stringify(signupBody()))
  return { raw, headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' } }
}

/** What can be sent to sign up, and the status that an open link answers. */
const bodies: [string, number, () => Options][] = [
  ['a person', 201, () => ({ body: signupBody() })],
  ['a gzipped body', 201, gzipped],
  ['a form', 303, () => formOf(signupBody())],
  ['a form with mistakes', 303, () => formOf({ ...signupBody(), email: 'nowhere' })],
  ['an empty form', 303, () => formOf({})],
  ['nothing', 415, () => ({})],
  ['no object', 400, () => ({ body: [] })],
  ['missing fields', 400, () => ({ body: {} })],
  ['unknown fields', 400, () => ({ body: signupBody({ admin: true }) })],
  ['a weak password', 400, () => ({ body: signupBody({ password: 'password' }) })],
  ['broken JSON', 400, () => ({ raw: '{', headers: { 'content-type': 'application/json' } })],
  ['another type', 415, () => ({ raw: 'x', headers: { 'content-type': 'text/plain' } })],
  ['a bad key', 400, () => ({ body: signupBody(), headers: { 'idempotency-key': 'a b' } })],
  ['a body that is too large', 413, () => ({ body: { name: 'x'.repeat(110_000) } })],
  ['chunks that are too large', 413, () => ({ body: ['x'.repeat(110_000)], chunked: true })],
  ['another site', 403, () => ({ body: signupBody(), headers: evil })],
  ['a problem', 400, () => ({ body: {}, headers: problem })],
]

test.describe('sign-up is answered alike', () => {
  for (const [name, status, options] of bodies) {
    test(`to ${name}`, async ({ apps }) => {
      const path = `/invite/${(await givenLink(apps)).secret}/signup`
      const sent = async () => ({ method: 'POST', path, options: options() })
      expect((await expectOneAnswer(apps, sent)).status).toBe(status)
    })
  }

  for (const [name, token] of Object.entries(given)) {
    test(`by JSON and by a form at ${name}`, async ({ apps }) => {
      const path = `/invite/${await token(apps)}/signup`
      for (const options of [() => ({ body: signupBody() }), () => formOf(signupBody())]) {
        await expectOneAnswer(apps, async () => ({ method: 'POST', path, options: options() }))
      }
    })
  }

  test('to an address that is registered, and to a request that is sent again', async ({
    apps,
  }) => {
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

  test('where the method is another', async ({ apps }) => {
    const path = `/invite/${(await givenLink(apps)).secret}/signup`
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS']) {
      await expectOneAnswer(apps, async () => ({ method, path }))
    }
  })
})
