import { sql } from '@/lib/testing/sql'
import { call } from '../contract/support/call'
import { cookieOf, signupBody } from '../contract/support/given'
import { send } from '../contract/support/send'
import { expect, givenLink, test } from './support/foyer'
import { signUp } from './support/load'

const secret = { APP_SECRET: 'obviously-fake-but-long-enough-secret' }
const form = { 'content-type': 'application/x-www-form-urlencoded' }

/** How many rows each table has that a sign-up writes to. */
async function rowsOf(url: string) {
  const tables = ['User', 'SignupTokenUse', 'Session', 'Event']
  const each = tables.map((name) => `(SELECT count(*)::int FROM "${name}") AS "${name}"`)
  return await sql(url, `SELECT ${each.join(', ')}, sum("useCount") AS "uses" FROM "SignupToken"`)
}

// CHECKLIST 16
test('while the database is unreachable: 503, no partial sign-up, typed values kept; afterwards Foyer recovers by itself', async ({
  foyer,
  givenPostgres,
}) => {
  test.setTimeout(120_000)
  const postgres = await givenPostgres()
  const app = await foyer({ ...secret, DATABASE_URL: postgres.url })
  const { url: base, output } = app
  const token = await givenLink(app)
  expect(await signUp(base, token, signupBody())).toBe('201')
  const before = await rowsOf(postgres.url)
  const person = signupBody({ name: 'Typed Name' })
  await postgres.goAway()

  expect((await call('GET', '/health', { base })).status).toBe(200)
  const refused = [
    await call('GET', '/ready', { base }),
    await call('GET', `/invite/${token}/validate`, { base }),
    await call('POST', `/invite/${token}/signup`, { base, body: person }),
  ]
  for (const response of refused) {
    expect([response.status, response.json().name]).toEqual([503, 'UnavailableError'])
    expect(response.header('retry-after')).toMatch(/^\d+$/)
  }
  const page = await send('GET', `/invite/${token}`, { base })
  expect(page.status).toBe(503)
  expect(page.text).toContain('Nothing is lost; try again in a moment.')
  const raw = new URLSearchParams(person).toString()
  const posted = await call('POST', `/invite/${token}/signup`, { base, raw, headers: form })
  const back = `/invite/${token}?error=UnavailableError#problems`
  expect([posted.status, posted.header('location')]).toEqual([303, back])

  await postgres.comeBack()
  // The first request after its return, without a restart.
  expect((await call('GET', '/ready', { base })).status).toBe(200)
  expect(await rowsOf(postgres.url)).toEqual(before)
  const again = await send('GET', back.replace('#problems', ''), {
    base,
    as: { cookie: cookieOf(posted) },
  })
  expect(again.status).toBe(200)
  for (const typed of [person.name, person.email]) expect(again.text).toContain(`value="${typed}"`)
  expect(await signUp(base, token, person)).toBe('201')
  expect(output()).not.toMatch(/"level":(50|60)/)
})

test('starting without a reachable database fails with one sentence that names its address', async ({
  foyer,
  givenPostgres,
}) => {
  const { url, goAway } = await givenPostgres()
  await goAway()
  const address = new URL(url).host
  await expect(foyer({ ...secret, DATABASE_URL: url })).rejects.toThrow(
    new RegExp(`✗ The database postgres at ${address} cannot be reached: .+ Check DATABASE_URL\\.`),
  )
})
