import { expect, test } from 'playwright/test'
import { call } from './support/call'
import { admin, cookieOf, errorOf, evil, givenLink, givenMember, signupBody } from './support/given'
import { appUrl } from './support/send'
import { writes } from './support/writes'

// CHECKLIST 49: WIRE §1, "Cross-site writes", over the network.

const own = 'own origin'

/** Sec-Fetch-Site, Origin, and whether the write is allowed. */
const matrix: [string | null, string | null, boolean][] = [
  [null, null, true],
  [null, own, true],
  [null, 'https://evil.example', false],
  [null, 'null', false],
  [null, '', false],
  ['same-origin', null, true],
  ['same-origin', own, true],
  ['same-origin', 'https://evil.example', true],
  ['none', null, true],
  ['none', own, true],
  ['same-site', null, false],
  ['same-site', own, false],
  ['cross-site', null, false],
  ['cross-site', own, false],
  ['cross-site', 'https://evil.example', false],
  ['', own, false],
  ['Same-Origin', own, false],
  ['nonsense', own, false],
]

function headersOf(site: string | null, origin: string | null): Record<string, string> {
  return {
    ...(site !== null && { 'sec-fetch-site': site }),
    ...(origin !== null && { origin: origin === own ? appUrl() : origin }),
  }
}

for (const [site, origin, isLetThrough] of matrix) {
  const label = `Sec-Fetch-Site ${site ?? 'absent'}, Origin ${origin ?? 'absent'}`
  test(`${label}: ${isLetThrough ? 'allowed, signed in or not' : '403'}`, async () => {
    const { secret } = await givenLink()
    const headers = headersOf(site, origin)
    const body = signupBody()
    const response = await call('POST', `/invite/${secret}/signup`, { body, headers })
    if (!isLetThrough) return expect(errorOf(response)).toBe('403 CrossSiteError')
    expect(response.status).toBe(201)
    const as = { cookie: cookieOf(response) }
    expect((await call('POST', '/logout', { as, headers })).status).toBe(302)
  })
}

for (const near of ['port', 'scheme', 'slash', 'user', 'subdomain', 'case']) {
  test(`an Origin that differs in its ${near} counts as another site`, async () => {
    const { protocol, hostname, port } = new URL(appUrl())
    const origins: Record<string, string> = {
      port: `${protocol}//${hostname}:${Number(port) + 1}`,
      scheme: `https://${hostname}:${port}`,
      slash: `${appUrl()}/`,
      user: `${protocol}//user@${hostname}:${port}`,
      subdomain: `${protocol}//x.${hostname}:${port}`,
      case: appUrl().toUpperCase(),
    }
    const { secret } = await givenLink()
    const headers = { origin: origins[near] ?? '' }
    const response = await call('POST', `/invite/${secret}/signup`, { body: signupBody(), headers })
    expect(errorOf(response)).toBe('403 CrossSiteError')
  })
}

for (const { method, name, path, body } of writes) {
  test(`${method} ${name} from another site is a 403, whoever is signed in`, async () => {
    const target = await path()
    for (const as of [(await givenMember('Admin')).as, admin, {}]) {
      const options = { as, headers: evil, ...(body && { body: body() }) }
      expect(errorOf(await call(method, target, options))).toBe('403 CrossSiteError')
    }
  })
}

test('reading from another site is allowed', async () => {
  const response = await call('GET', '/api/admin/events', { as: admin, headers: evil })
  expect(response.status).toBe(200)
})
