import { beforeEach, expect, test } from 'vitest'
import { getDb } from '@/lib/server/db/db'
import { now } from '@/lib/server/runtime/clock'
import { provideEnv } from '@/lib/server/runtime/env'
import { browserHeaders, counted } from '@/lib/testing/counts'
import { givenLink } from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'
import { statementsOf } from '@/lib/testing/statements'
import { badTokens } from '@/lib/testing/tokens'
import { POST } from './route'

const { 'user-agent': browser } = browserHeaders

beforeEach(() => {
  provideEnv({ INVALID_TOKEN_LIMIT_PER_MINUTE: '0', VALIDATE_LIMIT_PER_MINUTE: '0' })
  counted()
})

async function start(token: string, headers: Record<string, string> = {}, body?: unknown) {
  const path = `/invite/${encodeURIComponent(token)}/started`
  const options = { headers: { 'user-agent': browser, ...headers }, body }
  return await POST(request('POST', path, options), params({ token }))
}

test('each request is counted once, and answered with nothing and no cookie', async () => {
  const { token } = await givenLink()
  for (const _ of [1, 2, 3]) {
    const response = await start(token)
    expect([response.status, await response.text()]).toEqual([204, ''])
    expect([...response.headers]).toEqual([['cache-control', 'no-store']])
  }
  expect(counted()).toEqual({ started: 3 })
})

test('it costs the look-up of the link, and writes nothing', async () => {
  const { token } = await givenLink()
  const sent = await statementsOf(() => start(token))
  expect(sent).toEqual([expect.stringMatching(/^\s*SELECT "SignupToken"/)])
})

test('the state of the link does not matter', async () => {
  const changes = [{ enabled: false }, { revokedAt: now() }, { expiresAt: new Date(0) }]
  for (const data of changes) {
    const { id, token } = await givenLink()
    await getDb().signupToken.update({ where: { id }, data })
    expect((await start(token)).status).toBe(204)
  }
})

test('a body is ignored, within the limit of bodies', async () => {
  const { token } = await givenLink()
  const text = { 'content-type': 'text/plain;charset=UTF-8' }
  expect((await start(token, text, 'anything')).status).toBe(204)
  expect((await start(token, {}, { password: 'no' })).status).toBe(204)
  expect((await start(token, text, 'x'.repeat(102_401))).status).toBe(413)
})

// CHECKLIST 22
test('a program gets the same answer and is not counted', async () => {
  const { token } = await givenLink()
  for (const name of ['', 'curl/8.5.0', 'Slackbot 1.0']) {
    expect((await start(token, { 'user-agent': name })).status).toBe(204)
  }
  expect(counted()).toEqual({})
})

// CHECKLIST 21
test('whatever is not a token gets one and the same answer, and is counted nowhere', async () => {
  for (const token of badTokens()) {
    const response = await start(token)
    const { id: _, ...body } = await response.json()
    expect([response.status, body]).toEqual([
      400,
      { name: 'InviteInvalidError', message: expect.any(String), details: [] },
    ])
  }
  expect(counted()).toEqual({})
})

// CHECKLIST 26
test('wrong tokens are limited as everywhere, and a client that sends many requests as at validate', async () => {
  const { token } = await givenLink()
  provideEnv({ INVALID_TOKEN_LIMIT_PER_MINUTE: '1' })
  const from = (address: string) => ({ 'x-forwarded-for': address })
  const wrong = [await start('x', from('192.0.2.1')), await start('x', from('192.0.2.1'))]
  expect(wrong.map(({ status }) => status)).toEqual([400, 429])
  expect((await start(token, from('192.0.2.1'))).status).toBe(204)
  provideEnv({ VALIDATE_LIMIT_PER_MINUTE: '1' })
  const right = [await start(token, from('192.0.2.2')), await start(token, from('192.0.2.2'))]
  expect(right.map(({ status }) => status)).toEqual([204, 429])
})

// CHECKLIST 49
test('another site cannot count', async () => {
  const { token } = await givenLink()
  const response = await start(token, { 'sec-fetch-site': 'cross-site' })
  expect(response.status).toBe(403)
  expect(counted()).toEqual({})
})
