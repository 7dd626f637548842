import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { POST as signUp } from '@/app/invite/[token]/signup/route'
import { getDb } from '@/lib/server/db/db'
import { MINUTE } from '@/lib/server/runtime/clock'
import { provideEnv } from '@/lib/server/runtime/env'
import { check, from, join, many, someone, statuses } from '@/lib/testing/clients'
import { dumpDatabase } from '@/lib/testing/databases'
import { givenLink, goodPassword, signupBody } from '@/lib/testing/factories'
import { startAppProcess } from '@/lib/testing/processes'
import { params, request } from '@/lib/testing/requests'
import { statementsOf } from '@/lib/testing/statements'

vi.setConfig({ testTimeout: 180_000 })

// The clock stands still, however slow the machine is.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
})

afterEach(() => {
  vi.useRealTimers()
  provideEnv({
    SIGNUP_LIMIT_PER_MINUTE: '0',
    VALIDATE_LIMIT_PER_MINUTE: '0',
  })
})

describe('the limit of one client', () => {
  // CHECKLIST 26
  test('request 21 in a minute is refused with Retry-After, and is served after that time', async () => {
    provideEnv({ VALIDATE_LIMIT_PER_MINUTE: '20' })
    const { token } = await givenLink()
    const address = someone()
    expect(await statuses(20, () => check(token, address))).toEqual(many(20, 200))
    vi.setSystemTime(Date.now() + 20_000)
    const refused = await check(token, address)
    expect([refused.status, (await refused.json()).name]).toEqual([429, 'RateLimitError'])
    const reported = ['retry-after', 'ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset']
    expect(reported.map((name) => refused.headers.get(name))).toEqual(['40', '20', '0', '40'])
    expect((await check(token, someone())).status).toBe(200)
    vi.setSystemTime(Date.now() + MINUTE - 20_001)
    expect((await check(token, address)).status).toBe(429)
    vi.setSystemTime(Date.now() + 2)
    expect((await check(token, address)).status).toBe(200)
  })

  test('of forty simultaneous requests, exactly as many pass as the limit allows, twenty times over', async () => {
    provideEnv({ VALIDATE_LIMIT_PER_MINUTE: '20' })
    const { token } = await givenLink()
    for (let round = 0; round < 20; round += 1) {
      const address = someone()
      const responses = await Promise.all(many(40, 0).map(() => check(token, address)))
      const seen = responses.map(({ status }) => status).sort()
      expect(seen).toEqual([...many(20, 200), ...many(20, 429)])
    }
  })

  test('a client over it is refused from memory: a flood causes no queries', async () => {
    provideEnv({ VALIDATE_LIMIT_PER_MINUTE: '2' })
    const { token } = await givenLink()
    const address = someone()
    expect(await statuses(3, () => check(token, address))).toEqual([200, 200, 429])
    const sent = await statementsOf(() => statuses(50, () => check(token, address)))
    expect(sent).toEqual([])
  })

  // CHECKLIST 26
  test('a sign-up over the limit creates nobody, and a plain form keeps the typed values', async () => {
    provideEnv({ SIGNUP_LIMIT_PER_MINUTE: '2' })
    const { token, id } = await givenLink()
    const address = someone()
    expect(await statuses(3, () => join(token, address))).toEqual([201, 201, 429])
    const { email, name } = signupBody()
    const body = new URLSearchParams({ email, name, password: goodPassword }).toString()
    const headers = { ...from(address), 'content-type': 'application/x-www-form-urlencoded' }
    const sent = request('POST', `/invite/${token}/signup`, { body, headers })
    const form = await signUp(sent, params({ token }))
    const back = `/invite/${token}?error=RateLimitError#problems`
    expect([form.status, form.headers.get('location')]).toEqual([303, back])
    expect(form.headers.get('set-cookie')).toMatch(/^foyer-form=[\w-]+; /)
    expect((await getDb().signupToken.findUniqueOrThrow({ where: { id } })).useCount).toBe(2)
  })

  // CHECKLIST 28
  test('only the address that the server determined identifies a client; an IPv6 /64 is one client', async () => {
    provideEnv({ VALIDATE_LIMIT_PER_MINUTE: '1' })
    const { token } = await givenLink()
    const address = someone()
    expect((await check(token, address)).status).toBe(200)
    for (const name of ['x-real-ip', 'forwarded', 'user-agent', 'cookie', 'authorization']) {
      expect((await check(token, address, { [name]: 'for=192.0.2.9' })).status).toBe(429)
    }
    const pairs = [
      ['2001:db8:0:1::1', 200],
      ['2001:db8:0:1:ffff:ffff:ffff:ffff', 429],
      ['2001:0DB8::1:0:0:192.0.2.1', 429],
      ['2001:db8:0:2::1', 200],
      ['2001:db8:0:1::', 429],
      ['2001:db8::', 200],
      ['::1', 200],
      ['fe80::1%eth0', 200],
    ] as const
    for (const [client, status] of pairs) {
      expect([client, (await check(token, client)).status]).toEqual([client, status])
    }
  })

  // CHECKLIST 29
  test('two processes and one that starts later share it, twenty times over', async () => {
    provideEnv({ SIGNUP_LIMIT_PER_MINUTE: '6' })
    const { token } = await givenLink()
    const [one, two] = [startAppProcess(), startAppProcess()]
    const task = (address: string) => ({
      token,
      address,
      bodies: [1, 2, 3, 4].map(() => signupBody()),
    })
    const addresses = Array.from({ length: 20 }, someone)
    for (const address of addresses) {
      const reports = await Promise.all([one.signUp(task(address)), two.signUp(task(address))])
      const responses = reports.flatMap((report) => report.responses).sort()
      expect(responses).toEqual([
        ...Array.from({ length: 6 }, () => '201'),
        ...Array.from({ length: 2 }, () => '429 RateLimitError'),
      ])
    }
    await Promise.all([one.stop(), two.stop()])
    const later = startAppProcess()
    const { responses } = await later.signUp(task(addresses.at(-1) ?? ''))
    expect(responses).toEqual(Array.from({ length: 4 }, () => '429 RateLimitError'))
    await later.stop()
  })

  test('the database contains no address', async () => {
    provideEnv({ VALIDATE_LIMIT_PER_MINUTE: '5' })
    const { token } = await givenLink()
    await check(token, '198.51.100.77')
    expect(await getDb().rateLimit.count()).toBeGreaterThan(0)
    expect((await dumpDatabase()).filter((value) => value.includes('198.51.100'))).toEqual([])
  })
})
