import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { closeDb, getDb } from '@/lib/server/db/db'
import { cleanUp, startCleaning } from '@/lib/server/lifecycle/clean-up'
import { getEnv, provideEnv } from '@/lib/server/runtime/env'
import { measures } from '@/lib/server/runtime/measures'
import { inviteStates } from '@/lib/signup-token-state'
import { givenLink, signupBody } from '@/lib/testing/factories'
import { withFastRoutes } from '../http/fast-routes'
import { readRoutes } from '../http/routes'
import { type AppServer, createAppServer } from '../http/server'
import { type Started, startMetrics } from './start'

const token = 'obviously-fake-metrics-token-0123456789'
const root = join(import.meta.dirname, '..', '..')

let started: Started
let server: AppServer
let url = ''

beforeEach(async () => {
  provideEnv({ METRICS_TOKEN: token })
  started = await startMetrics(getEnv())
  server = createAppServer({
    trust: { hops: 0, isProxy: () => false },
    routes: readRoutes(root),
    observers: [started.observer],
    isHttps: false,
    dev: false,
  })
  await server.listen(0, '127.0.0.1')
  const address = server.http.address()
  url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  server.serve(
    started.wrap(
      withFastRoutes(async (_, response) => {
        response.end()
      }),
    ),
  )
})

afterEach(async () => {
  await server.drain(100)
  await started.stop()
  provideEnv({ METRICS_TOKEN: '', METRICS_PORT: '' })
})

async function scrape(from = url, authorization = `Bearer ${token}`) {
  const headers = authorization ? { authorization } : {}
  const response = await fetch(`${from}/metrics`, { headers })
  return { status: response.status, text: await response.text(), type: response.headers }
}

/** The value of a series, such as `foyer_links{state="open"}`. */
function seriesOf(text: string, series: string): number | null {
  const line = text.split('\n').find((one) => one.startsWith(`${series} `))
  return line === undefined ? null : Number(line.slice(series.length + 1))
}

async function signUp(secret: string, body: unknown) {
  await fetch(`${url}/invite/${secret}/signup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

test('sign-ups and look-ups are counted by their result, and requests by the pattern of their path', async () => {
  const { token: secret, id } = await givenLink({ maxUses: 1 })
  const body = signupBody({ email: 'grace.hopper@example.org' })
  await signUp(secret, body)
  await signUp(secret, signupBody())
  await signUp(secret, {})
  await fetch(`${url}/invite/${secret}/validate`)
  const { text, status, type } = await scrape()
  expect([status, type.get('content-type')]).toEqual([200, expect.stringMatching(/^text\/plain/)])
  const values = ['ok', 'InviteFullError', 'BadDataError', 'NameExistsError'].map((result) =>
    seriesOf(text, `foyer_signups_total{result="${result}"}`),
  )
  expect(values).toEqual([1, 1, 1, 0])
  expect(seriesOf(text, 'foyer_validations_total{result="InviteFullError"}')).toBe(1)
  const series =
    'foyer_http_request_duration_seconds_count{method="POST",route="/invite/:token/signup",status="4xx"}'
  expect(seriesOf(text, series)).toBe(2)
  expect(seriesOf(text, 'foyer_hash_wait_seconds_count')).toBeGreaterThan(0)
  expect(seriesOf(text, 'foyer_database_wait_seconds_count')).toBeGreaterThan(0)
  for (const hidden of [secret, id, 'grace', 'example.org']) expect(text).not.toContain(hidden)
})

test('what is unknown shares one label, however many paths and methods are tried', async () => {
  for (const path of ['/nowhere', '/invite', '/obviously-fake-path']) await fetch(url + path)
  await fetch(`${url}/health`, { method: 'PROPFIND' })
  const { text } = await scrape()
  const routes = new Set(text.match(/route="[^"]*"/g))
  expect([...routes]).toEqual(['route="unknown"'])
  expect(text).toContain('method="other"')
})

test('the links are counted by state, and a database that is away is seen at once', async () => {
  await givenLink()
  await givenLink({ startsAt: new Date(Date.now() + 60_000) })
  const found = await getDb().signupToken.count()
  const { text } = await scrape()
  const counts = inviteStates.map((state) => seriesOf(text, `foyer_links{state="${state}"}`) ?? 0)
  expect(counts.reduce((sum, count) => sum + count)).toBe(found)
  expect(seriesOf(text, 'foyer_database_up')).toBe(1)
  expect(seriesOf(text, 'foyer_database_connections{state="idle"}')).toBeGreaterThan(0)
  const { databaseUrl = '' } = getEnv()
  await closeDb()
  provideEnv({ DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/nowhere' })
  try {
    expect(seriesOf((await scrape()).text, 'foyer_database_up')).toBe(0)
  } finally {
    await closeDb()
    provideEnv({ DATABASE_URL: databaseUrl })
  }
})

test('a clean-up says when it succeeded', async () => {
  const series = 'foyer_job_last_success_timestamp_seconds{task="clean-up"}'
  expect(seriesOf((await scrape()).text, series)).toBe(0)
  await startCleaning()()
  expect(seriesOf((await scrape()).text, series)).toBeGreaterThan(Date.now() / 1000 - 60)
  expect(await cleanUp()).toBe(0)
})

test('only who sends the token may read', async () => {
  expect((await scrape(url, '')).status).toBe(401)
  for (const wrong of [`Bearer ${token}x`, 'Bearer x', token, `Basic ${token}`]) {
    expect([wrong, (await scrape(url, wrong)).status]).toEqual([wrong, 401])
  }
  const written = await fetch(`${url}/metrics`, { method: 'POST' })
  expect(written.status).toBe(404)
})

test('on a port of its own nobody is asked for a token, and nothing else is there', async () => {
  await started.stop()
  const free = createAppServer({
    trust: { hops: 0, isProxy: () => false },
    routes: readRoutes(root),
    isHttps: false,
    dev: false,
  })
  await free.listen(0, '127.0.0.1')
  const address = free.http.address()
  const port = typeof address === 'object' && address ? address.port : 0
  await free.drain(0)
  provideEnv({ METRICS_TOKEN: '', METRICS_PORT: String(port) })
  started = await startMetrics(getEnv())
  const own = `http://127.0.0.1:${port}`
  expect((await scrape(own, '')).text).toContain('foyer_signups_total')
  expect((await fetch(`${own}/health`)).status).toBe(404)
  await expect(startMetrics(getEnv())).rejects.toMatchObject({ code: 'EADDRINUSE' })
})

test('without metrics nobody measures, and nothing of them is loaded', async () => {
  await started.stop()
  expect(measures()).toBeUndefined()
  const { token: secret } = await givenLink()
  await signUp(secret, signupBody())
  started = await startMetrics(getEnv())
  expect(seriesOf((await scrape()).text, 'foyer_signups_total{result="ok"}')).toBe(0)
  const files = readdirSync(join(root, 'server'), { recursive: true, encoding: 'utf8' })
  const outside = files.filter((file) => file.endsWith('.ts') && !file.startsWith('metrics/'))
  const loading = outside.filter((file) =>
    /^import (?!type).*from '.*(?:metrics\/|prom-client)/m.test(
      readFileSync(join(root, 'server', file), 'utf8'),
    ),
  )
  expect(loading).toEqual([])
})

vi.setConfig({ testTimeout: 30_000 })
