import { NextRequest } from 'next/server'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { POST as ask } from '@/app/invite/[token]/request/route'
import { POST as resetPassword } from '@/app/reset/[token]/password/route'
import { getDb } from '@/lib/server/db/db'
import { provideEnv } from '@/lib/server/runtime/env'
import { log } from '@/lib/server/runtime/log'
import { check, from, join, many, someone, statuses } from '@/lib/testing/clients'
import { givenLink, goodPassword } from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'
import { proxy } from '@/proxy'
import { WRONG_TOKENS_ALARM } from './wrong-tokens'

vi.setConfig({ testTimeout: 180_000 })

// The clock stands still, however slow the machine is.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
})

afterEach(() => {
  vi.useRealTimers()
  provideEnv({ SIGNUP_LIMIT_PER_MINUTE: '0', INVALID_TOKEN_LIMIT_PER_MINUTE: '0' })
})

const wrong = 'A'.repeat(32)

// CHECKLIST 27
test('a class of thirty behind one address signs up within a minute while somebody there guesses tokens', async () => {
  provideEnv({ SIGNUP_LIMIT_PER_MINUTE: '30', INVALID_TOKEN_LIMIT_PER_MINUTE: '20' })
  const { token, id } = await givenLink({ maxUses: 30 })
  const address = someone()
  await statuses(40, () => check(wrong, address))
  const responses = await Promise.all(many(30, 0).map(() => join(token, address)))
  expect(responses.map(({ status }) => status)).toEqual(many(30, 201))
  expect((await check(wrong, address)).status).toBe(429)
  expect((await getDb().signupToken.findUniqueOrThrow({ where: { id } })).useCount).toBe(30)
})

// CHECKLIST 27
test('wrong tokens are counted together on every path, pages too; valid ones never', async () => {
  provideEnv({ INVALID_TOKEN_LIMIT_PER_MINUTE: '6' })
  const { token } = await givenLink()
  const address = someone()
  const post = (handler: typeof ask, path: string, body: unknown) =>
    handler(request('POST', path, { body, headers: from(address) }), params({ token: wrong }))
  const visit = (path: string) =>
    proxy(new NextRequest(`https://foyer.test${path}`, { headers: from(address) }))
  const tries = () => [
    () => check(wrong, address),
    () => join(wrong, address),
    () => post(ask, `/invite/${wrong}/request`, { email: 'ada@example.org' }),
    () => post(resetPassword, `/reset/${wrong}/password`, { password: goodPassword }),
    () => visit(`/invite/${wrong}`),
    () => visit(`/reset/${wrong}`),
  ]
  const seen: number[] = []
  for (const attempt of [...tries(), ...tries()]) seen.push((await attempt()).status)
  expect(seen).toEqual([400, 400, 400, 404, 404, 404, ...many(6, 429)])
  const page = await visit(`/invite/${wrong}`)
  expect(page.headers.get('retry-after')).toMatch(/^\d+$/)
  expect(page.headers.get('x-middleware-rewrite')).toContain(`/closed/${wrong}`)
  expect(await statuses(10, () => check(token, address))).toEqual(many(10, 200))
  expect((await visit(`/invite/${token}`)).status).toBe(200)
})

// CHECKLIST 27
test('ten thousand wrong tokens from a hundred addresses log one warning', async () => {
  provideEnv({ INVALID_TOKEN_LIMIT_PER_MINUTE: '20' })
  const { token } = await givenLink()
  const warn = vi.spyOn(log(), 'warn')
  const addresses = Array.from({ length: 100 }, someone)
  const all = await Promise.all(
    addresses.map((address) => statuses(100, () => check('guess', address))),
  )
  for (const seen of all) expect(seen).toEqual([...many(20, 400), ...many(80, 429)])
  expect(warn.mock.calls).toEqual([[{ perMinute: WRONG_TOKENS_ALARM }, expect.any(String)]])
  warn.mockRestore()
  expect((await check(token, addresses[0] ?? '')).status).toBe(200)
})
