import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { findSession } from '@/lib/server/auth/sessions'
import { events } from '@/lib/server/events/list'
import { DAY, HOUR } from '@/lib/server/runtime/clock'
import { provideEnv } from '@/lib/server/runtime/env'
import { check, join, many, someone, statuses } from '@/lib/testing/clients'
import { emptyDatabase } from '@/lib/testing/databases'
import { cookieFor, givenLink, givenUser, signupBody } from '@/lib/testing/factories'

// A machine may start with a wrong clock, which is set while people come and go. CHECKLIST 69

beforeEach(async () => {
  await emptyDatabase()
  vi.useFakeTimers({ toFake: ['Date'] })
})

afterEach(() => {
  vi.useRealTimers()
  provideEnv({ VALIDATE_LIMIT_PER_MINUTE: '0' })
})

const jump = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds)

test('when the clock is set back an hour, people can still sign up and stay signed in', async () => {
  const { token } = await givenLink()
  const cookie = await cookieFor((await givenUser()).id)
  expect((await join(token, someone(), signupBody())).status).toBe(201)
  jump(-HOUR)
  expect(await findSession(cookie)).not.toBeNull()
  const late = signupBody()
  expect((await join(token, someone(), late)).status).toBe(201)
  // The order of events is that in which they were written, whatever their instants say.
  const { items } = await events.page({ limit: 1 })
  expect(items).toMatchObject([
    { type: 'public-signup-token-user-added', user: { email: late.email } },
  ])
})

test('a client over its limit is not refused for longer than a window when the clock is set back', async () => {
  provideEnv({ VALIDATE_LIMIT_PER_MINUTE: '3' })
  const { token } = await givenLink()
  const address = someone()
  expect(await statuses(4, () => check(token, address))).toEqual([...many(3, 200), 429])
  jump(-HOUR)
  expect(await statuses(4, () => check(token, address))).toEqual([...many(3, 200), 429])
})

test('what expired while the clock was ahead is valid again once it is right', async () => {
  const { token } = await givenLink()
  const cookie = await cookieFor((await givenUser()).id)
  jump(30 * DAY)
  expect((await check(token, someone())).status).toBe(400)
  expect(await findSession(cookie)).toBeNull()
  jump(-30 * DAY)
  expect((await check(token, someone())).status).toBe(200)
  expect(await findSession(cookie)).not.toBeNull()
})
