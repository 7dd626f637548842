import { expect, test, vi } from 'vitest'
import { POST as signIn } from '@/app/auth/simple/login/route'
import { GET as health } from '@/app/health/route'
import { POST as signUp } from '@/app/invite/[token]/signup/route'
import { GET as validate } from '@/app/invite/[token]/validate/route'
import { GET as ready } from '@/app/ready/route'
import { getDb } from '@/lib/server/db/db'
import { provideEnv } from '@/lib/server/runtime/env'
import { givenLink, givenUser, goodPassword, signupBody } from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'
import { admitted, hashesWaiting, hashingWidth, QUEUE } from './hash-queue'

vi.setConfig({ testTimeout: 120_000 })

/** Work that holds every core until `open` is called. */
function givenBusyCores() {
  let open = () => {}
  const gate = new Promise<void>((resolve) => {
    open = resolve
  })
  const done = Promise.all(Array.from({ length: hashingWidth() }, () => admitted(() => gate)))
  return { gate, open, done }
}

async function untilHashesWait(count: number): Promise<void> {
  const check = () => expect(hashesWaiting()).toBe(count)
  await vi.waitFor(check, { timeout: 60_000, interval: 10 })
}

function join(token: string, body: unknown = signupBody(), headers: Record<string, string> = {}) {
  return signUp(request('POST', `/invite/${token}/signup`, { body, headers }), params({ token }))
}

/** Requests that hash nothing. */
async function lightRequests(token: string): Promise<number[]> {
  const responses = [
    await health(request('GET', '/health'), params({})),
    await ready(request('GET', '/ready'), params({})),
    await validate(request('GET', `/invite/${token}/validate`), params({ token })),
    await join(token, signupBody({ password: 'short' })),
  ]
  return responses.map(({ status }) => status)
}

// CHECKLIST 15
test('while two hundred sign-ups wait for a core, light requests are answered; then all two hundred succeed', async () => {
  const { token, id } = await givenLink()
  const busy = givenBusyCores()
  const answered = vi.fn()
  const signups = Array.from({ length: 200 }, async () => {
    const { status } = await join(token)
    answered()
    return status
  })
  await untilHashesWait(200)
  expect(await lightRequests(token)).toEqual([200, 200, 200, 400])
  expect(answered).not.toHaveBeenCalled()
  busy.open()
  expect(await Promise.all(signups)).toEqual(Array.from({ length: 200 }, () => 201))
  await busy.done
  expect((await getDb().signupToken.findUniqueOrThrow({ where: { id } })).useCount).toBe(200)
})

// CHECKLIST 15
test('with 256 waiting, a sign-up and a sign-in get a 503 with Retry-After, and nothing is created', async () => {
  const { token, id } = await givenLink()
  const { email } = await givenUser()
  const login = () => {
    const body = { username: email, password: goodPassword }
    return signIn(request('POST', '/auth/simple/login', { body }), params({}))
  }
  // The dummy hash for unknown people is created at the first sign-in.
  expect((await login()).status).toBe(200)
  const busy = givenBusyCores()
  const waiting = Array.from({ length: QUEUE }, () => admitted(() => busy.gate))
  for (const refused of [await join(token), await login()]) {
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '10'])
    expect((await refused.json()).name).toBe('UnavailableError')
  }
  const fields = { email: 'typed@example.org', name: 'Typed', password: goodPassword }
  const form = await join(token, new URLSearchParams(fields).toString(), {
    'content-type': 'application/x-www-form-urlencoded',
  })
  const back = `/invite/${token}?error=UnavailableError#problems`
  expect([form.status, form.headers.get('location')]).toEqual([303, back])
  expect(form.headers.get('set-cookie')).toMatch(/^foyer-form=/)
  expect(await lightRequests(token)).toEqual([200, 200, 200, 400])
  expect((await getDb().signupToken.findUniqueOrThrow({ where: { id } })).useCount).toBe(0)
  busy.open()
  await Promise.all([busy.done, ...waiting])
  expect([(await join(token)).status, (await login()).status]).toEqual([201, 200])
})

// CHECKLIST 15
test('never more passwords are hashed at once than there are cores, and never on every thread', async () => {
  let atWork = 0
  let most = 0
  const work = async () => {
    atWork += 1
    most = Math.max(most, atWork)
    await getDb().$queryRaw`SELECT 1`
    atWork -= 1
  }
  await Promise.all(Array.from({ length: 100 }, () => admitted(work)))
  expect([most, atWork]).toEqual([hashingWidth(), 0])
  for (const threads of ['1', '2', '4', '64']) {
    provideEnv({ UV_THREADPOOL_SIZE: threads })
    expect(hashingWidth()).toBeGreaterThanOrEqual(1)
    expect(hashingWidth()).toBeLessThanOrEqual(Math.max(1, Number(threads) - 1))
  }
  provideEnv({ UV_THREADPOOL_SIZE: '' })
})

test('work that fails releases its core', async () => {
  const failing = Array.from({ length: 20 }, () =>
    admitted(async () => {
      throw new Error('a hash that failed')
    }).catch((error: Error) => error.message),
  )
  expect(new Set(await Promise.all(failing))).toEqual(new Set(['a hash that failed']))
  expect(await admitted(async () => 'done')).toBe('done')
})
