import { beforeEach, expect, test } from 'vitest'
import { POST } from '@/app/invite/[token]/signup/route'
import { getDb } from '@/lib/server/db/db'
import { HOUR, now } from '@/lib/server/runtime/clock'
import { provideEnv } from '@/lib/server/runtime/env'
import type { InviteState } from '@/lib/signup-token-state'
import { counted } from '@/lib/testing/counts'
import { givenLink, givenUser, signupBody } from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'
import { badTokens } from '@/lib/testing/tokens'

beforeEach(() => {
  provideEnv({ SIGNUP_STRICT: '' })
  counted()
})

async function signUp(token: string, fields: Record<string, unknown> = {}): Promise<number> {
  const path = `/invite/${encodeURIComponent(token)}/signup`
  const sent = request('POST', path, { body: signupBody(fields) })
  return (await POST(sent, params({ token }))).status
}

const later = () => new Date(now().getTime() + HOUR / 2)

test('a sign-up that a link refuses is counted by the state of the link', async () => {
  const states = {
    expired: { expiresAt: new Date(0) },
    scheduled: { startsAt: later() },
    paused: { enabled: false },
    revoked: { revokedAt: now() },
    full: { maxUses: 1, useCount: 1 },
  } satisfies Record<Exclude<InviteState, 'open'>, unknown>
  for (const [reason, data] of Object.entries(states)) {
    const { id, token } = await givenLink()
    await getDb().signupToken.update({ where: { id }, data })
    expect([await signUp(token), await signUp(token)]).toEqual([400, 400])
    expect(counted()).toEqual({ [reason]: 2 })
  }
})

test('one that is refused for what it says is counted by that', async () => {
  const { token } = await givenLink()
  const { email } = await givenUser({ username: 'Taken' })
  expect(await signUp(token, { email })).toBe(409)
  expect(await signUp(token, { username: 'taken' })).toBe(409)
  expect(await signUp(token, { password: 'hunter2' })).toBe(400)
  expect(await signUp(token, { nonsense: 1 })).toBe(400)
  expect(counted()).toEqual({ emailTaken: 1, usernameTaken: 1, invalid: 2 })
})

test('a sign-up that succeeds, and one through no link at all, are not counted as refused', async () => {
  const { token } = await givenLink()
  expect(await signUp(token)).toBe(201)
  for (const bad of badTokens()) expect(await signUp(bad)).toBe(400)
  expect(await signUp('A'.repeat(32), { nonsense: 1 })).toBe(400)
  expect(counted()).toEqual({})
})

test('in strict mode the counts do not tell who has an account', async () => {
  provideEnv({ SIGNUP_STRICT: 'true' })
  const { token } = await givenLink()
  const { email } = await givenUser()
  expect(await signUp(token, { email })).toBe(202)
  expect(await signUp(token)).toBe(202)
  expect(counted()).toEqual({})
})
