import { gzipSync } from 'node:zlib'
import { expect, test } from 'playwright/test'
import { costlyTexts } from '../fuzz/texts'
import { call } from './support/call'
import {
  admin,
  errorOf,
  givenLink,
  givenMember,
  password,
  pathsOf,
  signupBody,
  unknownToken,
} from './support/given'
import { send } from './support/send'

const gzip = { 'content-type': 'application/json', 'content-encoding': 'gzip' }

/** Milliseconds until the response to a body that is not too large. */
async function timeOf(path: string, raw: Buffer): Promise<number> {
  const start = performance.now()
  const { status } = await send('POST', path, { raw, headers: gzip })
  expect([400, 401]).toContain(status)
  return performance.now() - start
}

// ATTACK 1
test('unordered combining marks in a compressed body take less than ten times as long as plain text, at sign-up and sign-in', async () => {
  const marks = costlyTexts['marks out of order']?.(20_000) ?? ''
  const plain = 'x'.repeat(20_000)
  const doors = {
    [`/invite/${unknownToken}/signup`]: (text: string) => signupBody({ username: text }),
    '/auth/simple/login': (text: string) => ({ username: 'nobody', password: text }),
  }
  for (const [path, bodyOf] of Object.entries(doors)) {
    const times: Record<string, number[]> = { marks: [], plain: [] }
    // In turns, so that other load on the machine affects both.
    for (let round = 0; round < 3; round += 1) {
      for (const [name, text] of Object.entries({ marks, plain })) {
        const raw = gzipSync(JSON.stringify(bodyOf(text)))
        times[name]?.push(await timeOf(path, raw))
      }
    }
    const [dear = 0, usual = 0] = [times.marks, times.plain].map((all) => Math.min(...(all ?? [])))
    expect(dear / usual, `${path}: ${dear} ms beside ${usual} ms`).toBeLessThan(10)
  }
})

// ATTACK 1
test('a text over the length limit is a 400 with its path, at sign-up, sign-in and password change', async () => {
  const [name, secret] = ['n'.repeat(1025), 'p'.repeat(1025)]
  const body = { ...signupBody(), name, username: name, password: secret }
  const signedUp = await call('POST', `/invite/${unknownToken}/signup`, { body })
  expect(pathsOf(signedUp)).toEqual(['/body/name', '/body/password', '/body/username'])
  const signedIn = await call('POST', '/auth/simple/login', { body: { username: name, password } })
  expect([errorOf(signedIn), pathsOf(signedIn)]).toEqual(['400 BadDataError', ['/body/username']])
  const long = { username: 'nobody', password: secret }
  const tooLong = await call('POST', '/auth/simple/login', { body: long })
  expect([errorOf(tooLong), pathsOf(tooLong)]).toEqual(['400 BadDataError', ['/body/password']])
  const { as } = await givenMember()
  const change = { currentPassword: secret, password }
  const changed = await call('POST', '/account/password', { body: change, as })
  expect([changed.status, pathsOf(changed)]).toEqual([400, ['/body/currentPassword']])
})

// ATTACK 24
test('nine thousand unknown fields are reported as one problem, and at most 100 problems are listed', async () => {
  const many = Array.from({ length: 9_000 }, (_, at) => [`k${at}`, 1])
  const raw = gzipSync(JSON.stringify({ ...signupBody(), ...Object.fromEntries(many) }))
  const path = `/invite/${unknownToken}/signup`
  const response = await call('POST', path, { raw, headers: gzip })
  expect([errorOf(response), pathsOf(response)]).toEqual(['400 BadDataError', ['/body']])
  const some = Object.fromEntries(many.slice(0, 190))
  const reported = await call('POST', path, { body: { ...signupBody(), ...some } })
  expect([errorOf(reported), pathsOf(reported).length]).toEqual(['400 BadDataError', 100])
})

// ATTACK 18
test('usernames that differ only in invisible characters are the same, and an invisible name is refused', async () => {
  const { secret } = await givenLink()
  const path = `/invite/${secret}/signup`
  const name = `support${Date.now()}`
  const first = await call('POST', path, { body: signupBody({ username: name }) })
  expect(first.status).toBe(201)
  for (const mark of ['\u00ad', '\u200c', '\u200d', '\u034f', '\u2062', '\u{e0041}', '\u3164']) {
    const username = `sup${mark}${name.slice(3)}`
    const response = await call('POST', path, { body: signupBody({ username }) })
    expect([mark, response.status]).toEqual([mark, 409])
    expect([errorOf(response), pathsOf(response)]).toEqual([
      '409 NameExistsError',
      ['/body/username'],
    ])
  }
  for (const blank of ['\u3164', '\u2800', '\u00ad', '\u200d', '\u{e0041}']) {
    const response = await call('POST', path, {
      body: signupBody({ name: blank, username: blank }),
    })
    expect([blank, response.status]).toEqual([blank, 400])
    expect([errorOf(response), pathsOf(response)]).toEqual([
      '400 BadDataError',
      ['/body/name', '/body/username'],
    ])
  }
  const body = { username: `sup\u00ad${name.slice(3)}`, password }
  expect((await call('POST', '/auth/simple/login', { body })).status).toBe(200)
})

// ATTACK 22
test('a retried sign-up gets the original response, without later changes to the account', async () => {
  const { secret } = await givenLink()
  const [path, headers] = [
    `/invite/${secret}/signup`,
    { 'idempotency-key': `replay-${Date.now()}` },
  ]
  const body = signupBody()
  const first = await call('POST', path, { body, headers })
  const { id } = first.json<{ id: number }>()
  const change = {
    email: `private-${id}@example.org`,
    name: 'Private',
    rootRole: 2,
    enabled: false,
  }
  const person = `/api/admin/user-admin/${id}`
  expect((await call('PUT', person, { body: change, as: admin })).status).toBe(200)
  const again = await call('POST', path, { body, headers })
  expect([again.status, again.text]).toEqual([201, first.text])
})
