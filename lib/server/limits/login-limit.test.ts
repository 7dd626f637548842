import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { POST as changePassword } from '@/app/account/password/route'
import { POST as signIn } from '@/app/auth/simple/login/route'
import { POST as signInByForm } from '@/app/login/form/route'
import { MINUTE } from '@/lib/server/runtime/clock'
import { provideEnv } from '@/lib/server/runtime/env'
import { cookieFor, givenUser, goodPassword, nextNumber } from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'

// The clock stands still, however slow the machine is.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
  provideEnv({ LOGIN_LIMIT_PER_MINUTE: '10' })
})
afterEach(() => {
  vi.useRealTimers()
  provideEnv({ LOGIN_LIMIT_PER_MINUTE: '0' })
})

/** An address that no other test uses. */
const someone = () => `10.1.0.${nextNumber()}`

async function login(address: string, username: string, password = goodPassword): Promise<number> {
  const headers = { 'x-forwarded-for': address }
  const sent = request('POST', '/auth/simple/login', { body: { username, password }, headers })
  return (await signIn(sent, params({}))).status
}

/** Runs one attempt per address, in sequence. */
async function guess(addresses: string[], username: string): Promise<number[]> {
  const seen: number[] = []
  for (const address of addresses) seen.push(await login(address, username, 'wrong'))
  return seen
}

const times = <T>(count: number, value: T) => Array.from({ length: count }, () => value)

// CHECKLIST 26
test('after ten failed attempts in a minute a client is refused, whatever name it tries', async () => {
  const { email } = await givenUser()
  const address = someone()
  expect(await guess(times(5, address), email)).toEqual(times(5, 401))
  expect(await guess(times(6, address), `nobody${nextNumber()}`)).toEqual([...times(5, 401), 429])
  expect(await login(address, email)).toBe(429)
})

test('successful attempts do not count: thirty people sign in one after the other from one address', async () => {
  const address = someone()
  for (let n = 0; n < 30; n += 1) {
    const { email } = await givenUser()
    expect(await login(address, email)).toBe(200)
  }
})

// CHECKLIST 30
test('while strangers guess at an account from many addresses, its owner signs in from elsewhere', async () => {
  const { email } = await givenUser()
  const strangers = Array.from({ length: 30 }, someone)
  await guess(
    strangers.flatMap((address) => times(3, address)),
    email,
  )
  const home = someone()
  expect(await login(home, email)).toBe(200)
  expect(await login(home, email, 'a slip')).toBe(401)
  expect(await login(home, email)).toBe(200)
})

// CHECKLIST 30
test('a stranger at one address cannot lock anybody out of an account', async () => {
  const { email } = await givenUser()
  await guess(times(100, someone()), email)
  expect(await login(someone(), email)).toBe(200)
})

test('past ten attempts a minute on one account, each client has five in a quarter of an hour', async () => {
  const { email } = await givenUser()
  const strangers = Array.from({ length: 10 }, someone)
  const oneEach: number[] = []
  for (let minute = 0; minute < 14; minute += 1) {
    // Ten attempts put the account over its limit; these come from unrelated addresses.
    await guess(Array.from({ length: 10 }, someone), email)
    oneEach.push(...(await guess(strangers, email)))
    vi.setSystemTime(Date.now() + MINUTE)
  }
  expect(oneEach).toEqual([...times(50, 401), ...times(90, 429)])
  vi.setSystemTime(Date.now() + 2 * MINUTE)
  expect(await guess(strangers, email)).toEqual(times(10, 401))
}, 120_000)

// CHECKLIST 30
test('a limit is the same for people who do not exist', async () => {
  const names = [(await givenUser()).email, `nobody${nextNumber()}@example.org`]
  const seen: number[][] = []
  for (const name of names) {
    const addresses = Array.from({ length: 3 }, someone).flatMap((address) => times(7, address))
    seen.push(await guess(addresses, name))
  }
  expect(seen[0]).toEqual(seen[1])
  expect(seen[0]).toContain(429)
})

test('a signed-in person cannot guess the current password faster than at sign-in', async () => {
  const cookie = await cookieFor((await givenUser()).id)
  const headers = { 'x-forwarded-for': someone() }
  const body = { currentPassword: 'wrong', password: 'another correct horse' }
  const seen: number[] = []
  for (let n = 0; n < 11; n += 1) {
    const sent = request('POST', '/account/password', { body, headers, cookie })
    seen.push((await changePassword(sent, params({}))).status)
  }
  expect(seen).toEqual([...times(10, 400), 429])
})

test('different spellings of a name count as one account', async () => {
  const { email } = await givenUser()
  const strangers = Array.from({ length: 4 }, someone)
  const spellings = [email, email.toUpperCase(), ` ${email}\t`]
  for (const spelling of spellings) await guess(strangers, spelling)
  const one = strangers[0] ?? ''
  expect(await guess(times(3, one), email.toUpperCase())).toEqual([401, 401, 429])
})

test('the sign-in form without JavaScript returns with the reason, and keeps the typed name', async () => {
  const { email } = await givenUser()
  const address = someone()
  await guess(times(10, address), email)
  const body = new URLSearchParams({ username: email, password: 'wrong' }).toString()
  const headers = {
    'x-forwarded-for': address,
    'content-type': 'application/x-www-form-urlencoded',
  }
  const response = await signInByForm(
    request('POST', '/login/form?next=/account', { body, headers }),
    params({}),
  )
  const location = new URL(response.headers.get('location') ?? '', 'https://foyer.test')
  expect([response.status, location.pathname]).toEqual([303, '/login'])
  expect(location.searchParams.get('error')).toBe('RateLimitError')
  expect(response.headers.get('set-cookie')).toMatch(/^foyer-form=[\w-]+; Path=\/login; Max-Age=60/)
})
