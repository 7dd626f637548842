import { call } from '../contract/support/call'
import { admin, inSeconds, signupBody, tokens, unknownToken } from '../contract/support/given'
import { send } from '../contract/support/send'
import { expect, test } from './support/foyer'

const limits = {
  SIGNUP_LIMIT_PER_MINUTE: '2',
  VALIDATE_LIMIT_PER_MINUTE: '2',
  INVALID_TOKEN_LIMIT_PER_MINUTE: '2',
  LOGIN_LIMIT_PER_MINUTE: '2',
}
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const tooMany = 'Too many attempts from your connection.'

/** Headers with which a client can claim to be another one. */
function disguise(n: number): Record<string, string> {
  const address = `192.0.2.${n}`
  return { 'x-forwarded-for': address, 'x-real-ip': address, forwarded: `for=${address}` }
}

// CHECKLIST 26, 28
test('past a rate limit requests get a 429, whoever the client claims to be; forms explain it and keep what was typed', async ({
  foyer,
}) => {
  test.setTimeout(120_000)
  const { url: base } = await foyer(limits)
  const body = { name: 'Link', expiresAt: inSeconds(3600) }
  const created = await call('POST', tokens, { base, body, as: admin })
  const link = `/invite/${created.json().secret}`
  const person = signupBody({ name: 'Typed Name' })
  const username = 'typed@example.org'
  const doors = [
    ['GET', `${link}/validate`, undefined, 200],
    ['POST', `${link}/signup`, { ...person, password: 'short' }, 400],
    ['POST', '/auth/simple/login', { username, password: 'wrong' }, 401],
    ['POST', `/reset/${unknownToken}/password`, { password: 'another correct horse' }, 404],
  ] as const
  for (const [method, path, sent, status] of doors) {
    for (const [n, expected] of [status, status, 429, 429].entries()) {
      const options = { base, headers: disguise(n), ...(sent && { body: sent }) }
      const response = await call(method, path, options)
      expect([path, response.status]).toEqual([path, expected])
      if (expected !== 429) continue
      expect(response.json().name).toBe('RateLimitError')
      expect(Number(response.header('retry-after'))).toBeGreaterThan(0)
      expect(response.header('ratelimit-limit')).toBe('2')
    }
  }

  const posts = [
    [`${link}/signup`, person, person.name],
    ['/login/form', { username, password: 'wrong' }, username],
  ] as const
  for (const [path, fields, typed] of posts) {
    const raw = new URLSearchParams(fields).toString()
    const posted = await send('POST', path, { base, raw, headers: form })
    const location = posted.headers.get('location') ?? ''
    expect([posted.status, location]).toEqual([
      303,
      expect.stringContaining('error=RateLimitError'),
    ])
    const cookie = posted.headers.get('set-cookie')?.split(';')[0] ?? ''
    const shown = await send('GET', location.replace(/#.*/, ''), { base, as: { cookie } })
    expect(shown.status).toBe(200)
    expect(shown.text).toContain(tooMany)
    expect(shown.text).toContain(`value="${typed}"`)
  }

  const page = await send('GET', `/invite/${unknownToken}`, { base })
  expect([page.status, page.headers.get('retry-after')]).toEqual([
    429,
    expect.stringMatching(/^\d+$/),
  ])
  expect(page.text).toContain('<h1')
  expect((await send('GET', link, { base })).status).toBe(200)
})
