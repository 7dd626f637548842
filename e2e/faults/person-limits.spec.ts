import pg from 'pg'
import { call } from '../contract/support/call'
import { admin, cookieOf, inSeconds, signupBody, tokens } from '../contract/support/given'
import { type Credential, send } from '../contract/support/send'
import type { App } from '../support/app'
import { expect, test } from './support/foyer'

/** The responses to this many requests, one after the other. */
async function inTurn<T>(count: number, work: (n: number) => Promise<T>): Promise<T[]> {
  const seen: T[] = []
  for (let n = 0; n < count; n += 1) seen.push(await work(n))
  return seen
}

async function givenMember({ url: base }: App) {
  const body = { name: 'Link', expiresAt: inSeconds(3600) }
  const created = await call('POST', tokens, { base, body, as: admin })
  const path = `/invite/${created.json().secret}/signup`
  const joined = await call('POST', path, { base, body: signupBody() })
  expect(joined.status).toBe(201)
  return { as: { cookie: cookieOf(joined) } }
}

// ATTACK 16
test('guessing API tokens is limited and logged in one line; valid tokens keep working', async ({
  foyer,
}) => {
  test.setTimeout(180_000)
  const app = await foyer({ INVALID_API_TOKEN_LIMIT_PER_MINUTE: '10' })
  const { as: member } = await givenMember(app)
  const ask = (as: Credential) => call('GET', '/api/admin/user', { base: app.url, as })
  const list = (as: Credential) => call('GET', tokens, { base: app.url, as })
  const guesses = await inTurn(60, (n) => ask({ authorization: `*:*.a-guess-of-mine-${n}` }))
  const statuses = guesses.map(({ status }) => status)
  // A minute may end between two of them.
  expect(statuses.slice(0, 10)).toEqual(Array(10).fill(401))
  expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(20)
  const refused = guesses.find(({ status }) => status === 429)
  expect(refused?.json().name).toBe('RateLimitError')
  expect(Number(refused?.header('retry-after'))).toBeGreaterThan(0)
  expect(refused?.header('ratelimit-limit')).toBe('10')
  expect((await list(admin)).status).toBe(200)
  expect((await ask(member)).status).toBe(200)
  expect((await ask({ ...member, authorization: 'Basic cHJveHk6c2VjcmV0' })).status).toBe(200)
  expect((await ask({ cookie: 'foyer=an.old-one' })).json().name).toBe('AuthenticationRequired')
  expect((await ask({})).status).toBe(401)
  const lines = app.output().split('\n')
  const reported = lines.filter((line) => line.includes('wrong API tokens'))
  expect([1, 2]).toContain(reported.length)
  expect(app.output()).not.toContain('a-guess-of-mine')
})

// ATTACK 15
test('a member who writes too often is limited alone; admin API tokens, reading and signing out are not', async ({
  foyer,
}) => {
  test.setTimeout(180_000)
  const app = await foyer({ WRITE_LIMIT_PER_MINUTE: '5' })
  const base = app.url
  const [member, other] = [await givenMember(app), await givenMember(app)]
  const rename = (as: Credential) => (n: number) =>
    send('POST', '/account/profile', { base, as, body: { name: `Name ${n}`, username: '' } })
  const responses = await inTurn(40, rename(member.as))
  const done = responses.filter(({ status }) => status === 200)
  // A minute may end between two of them.
  expect(done.length).toBeGreaterThanOrEqual(5)
  expect(done.length).toBeLessThanOrEqual(10)
  const refused = responses.find(({ status }) => status === 429)
  expect(JSON.parse(refused?.text ?? '{}').name).toBe('RateLimitError')
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0)
  const expiresAt = inSeconds(3600)
  const token = await call('POST', '/api/admin/user/tokens', {
    base,
    as: member.as,
    body: { description: 'One more', expiresAt },
  })
  expect(token.status).toBe(429)
  expect((await rename(other.as)(1)).status).toBe(200)
  const body = { name: 'Link', expiresAt }
  const links = await inTurn(12, () => call('POST', tokens, { base, body, as: admin }))
  expect(links.map(({ status }) => status)).toEqual(Array(12).fill(201))
  expect((await call('GET', '/api/admin/user', { base, as: member.as })).status).toBe(200)
  expect((await call('POST', '/logout', { base, as: member.as })).status).toBe(302)
})

// ATTACK 14
test('a full list of invite requests accepts thirty more at once and drops the oldest', async ({
  foyer,
  givenPostgres,
}) => {
  test.setTimeout(240_000)
  const { url } = await givenPostgres()
  const { url: base } = await foyer({ DATABASE_URL: url, APP_SECRET: 'x'.repeat(40) })
  const body = { name: 'Link', expiresAt: inSeconds(3600) }
  const { secret } = (await call('POST', tokens, { base, body, as: admin })).json()
  await call('DELETE', `${tokens}/${secret}`, { base, as: admin })
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(
      `insert into "InviteRequest" ("signupTokenId", "email")
       select "id", 'old' || n || '@example.org'
       from (select "id" from "SignupToken" where "revokedAt" is not null) as link, generate_series(1, 499) as n`,
    )
  } finally {
    await client.end()
  }
  const late = Array.from({ length: 30 }, (_, n) => `late${n}@example.org`)
  const responses = await Promise.all(
    late.map((email) => call('POST', `/invite/${secret}/request`, { base, body: { email } })),
  )
  expect(responses.map(({ status }) => status)).toEqual(late.map(() => 201))
  const list = await call('GET', `${tokens}/${secret}/requests?limit=1000`, { base, as: admin })
  const emails = list.json<{ requests: { email: string }[] }>().requests.map(({ email }) => email)
  expect(emails).toHaveLength(500)
  expect(emails).toEqual(expect.arrayContaining(late))
  expect(emails).not.toContain('old29@example.org')
  expect(emails.at(-1)).toBe('old30@example.org')
})

// ATTACK 15
test('events older than EVENT_RETENTION_DAYS are deleted after a start, the others stay', async ({
  foyer,
  givenPostgres,
}) => {
  test.setTimeout(240_000)
  const { url } = await givenPostgres()
  const env = { DATABASE_URL: url, APP_SECRET: 'x'.repeat(40) }
  const app = await foyer({ ...env, EVENT_RETENTION_DAYS: '0' })
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const ages = async () => {
    const { rows } = await client.query<{ age: number }>(
      `select round(extract(epoch from now() - "createdAt") / 86400)::int as age from "Event" order by 1`,
    )
    return [...new Set(rows.map(({ age }) => age))]
  }
  try {
    await client.query(
      `insert into "Event" ("type", "createdAt", "actorName")
       select 'settings-updated', now() - make_interval(days => age), 'Foyer'
       from unnest(array[1, 2, 3, 4]) as age, generate_series(1, 2000)`,
    )
    await app.stop()
    const again = await foyer({ ...env, EVENT_RETENTION_DAYS: '0' })
    await expect.poll(ages).toEqual([0, 1, 2, 3, 4])
    await again.stop()
    await foyer({ ...env, EVENT_RETENTION_DAYS: '3' })
    await expect.poll(ages).toEqual([0, 1, 2])
  } finally {
    await client.end()
  }
})
