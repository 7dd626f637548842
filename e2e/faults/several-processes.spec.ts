import { cookieOf, signupBody } from '../contract/support/given'
import { send } from '../contract/support/send'
import { type App, adminToken } from '../support/app'
import { expectWhole } from './support/database'
import { expect, givenLink } from './support/foyer'
import { type Pair, test } from './support/pair'
import { startVisits } from './support/visitors'

const as = { authorization: adminToken }
const json = { 'content-type': 'application/json' }

// CHECKLIST 12, 29, 48
test('two processes on one database share sessions, idempotency keys, limits and settings', async ({
  givenPair,
}) => {
  test.setTimeout(120_000)
  const { apps, database } = await givenPair({ VALIDATE_LIMIT_PER_MINUTE: '9' })
  const [{ url: one }, { url: two }] = apps
  const token = await givenLink(apps[0])
  const signup = `/invite/${token}/signup`
  const header = { header: (name: string) => joined.headers.get(name) ?? '' }

  const joined = await send('POST', signup, { base: one, body: signupBody() })
  const cookie = cookieOf(header)
  const me = () => send('GET', '/api/admin/user', { base: two, as: { cookie } })
  expect((await me()).status).toBe(200)

  const headers = { 'idempotency-key': 'the-same' }
  const body = signupBody()
  const tries = Array.from({ length: 10 }, (_, n) =>
    send('POST', signup, { base: n % 2 === 0 ? one : two, body, headers }),
  )
  const responses = await Promise.all(tries)
  const [first] = responses
  expect(first?.status).toBe(201)
  expect(responses.map(({ text }) => text)).toEqual(responses.map(() => first?.text))
  expect(await expectWhole(database)).toBe(2)
  await send('POST', '/logout', { base: one, as: { cookie }, headers: json })
  expect((await me()).status).toBe(401)

  const statuses = []
  for (let n = 0; n < 12; n += 1) {
    const base = n % 2 === 0 ? one : two
    statuses.push((await send('GET', `/invite/${token}/validate`, { base })).status)
  }
  expect(statuses).toEqual([...Array(9).fill(200), 429, 429, 429])

  const page = async () => (await send('GET', `/invite/${token}`, { base: two })).text
  expect(await page()).not.toContain('Renamed by one')
  const change = { instanceName: 'Renamed by one' }
  const changed = await send('PUT', '/api/admin/settings', { base: one, body: change, as })
  expect(changed.status).toBe(200)
  await expect.poll(page, { timeout: 6_000 }).toContain('Renamed by one')
})

/** People keep visiting while each process in turn stops and restarts. Returns the bad responses. */
async function visitWhile(
  { apps, url, database, restart }: Pair,
  end: (app: App) => Promise<void>,
): Promise<string[]> {
  const visits = startVisits(url, await givenLink(apps[0]))
  for (const app of apps) {
    await visits.more(100)
    await end(app)
    await visits.more(200)
    await restart(app)
  }
  await visits.end()
  await expectWhole(database)
  return visits.bad
}

test('restarting two processes in turn behind the proxy fails no request; a sign-in may have to be repeated', async ({
  givenPair,
}) => {
  test.setTimeout(180_000)
  expect(await visitWhile(await givenPair(), (app) => app.stop())).toEqual([])
})

test('when a process behind the proxy is killed, no sign-up fails: the other one takes over', async ({
  givenPair,
}) => {
  test.setTimeout(180_000)
  const bad = await visitWhile(await givenPair(), (app) => app.kill())
  // A page that was partly sent is cut off: no proxy can prevent that.
  expect(bad.filter((response) => !/^GET \S+ none$/.test(response))).toEqual([])
})

test('with no process left the proxy returns a 503 with Retry-After', async ({ givenPair }) => {
  test.setTimeout(120_000)
  const { apps, url } = await givenPair()
  for (const app of apps) await app.stop()
  const response = await send('GET', '/health', { base: url })
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5'])
  expect(JSON.parse(response.text)).toMatchObject({ name: 'UnavailableError' })
})
