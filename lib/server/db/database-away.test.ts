import { NextRequest } from 'next/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { GET as health } from '@/app/health/route'
import { POST as signUp } from '@/app/invite/[token]/signup/route'
import { GET as validate } from '@/app/invite/[token]/validate/route'
import { GET as ready } from '@/app/ready/route'
import { getEnv, provideEnv } from '@/lib/server/runtime/env'
import { signupBody } from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'
import { proxy } from '@/proxy'
import { startTemporaryPostgres } from '@/server/postgres/temporary'
import { closeDb, getDb, getPool } from './db'
import { isDatabaseAway } from './errors'

const token = 'A'.repeat(32)
let suiteUrl = ''

// A separate server, used once so that the pool has a connection, then stopped.
beforeAll(async () => {
  suiteUrl = getEnv().databaseUrl ?? ''
  const server = await startTemporaryPostgres()
  provideEnv({ DATABASE_URL: server.url })
  await closeDb()
  await getDb().$queryRaw`SELECT 1`
  await server.stop()
})

afterAll(async () => {
  await closeDb()
  provideEnv({ DATABASE_URL: suiteUrl })
})

async function failure(work: () => Promise<unknown>): Promise<unknown> {
  try {
    return await work()
  } catch (error) {
    return error
  }
}

// CHECKLIST 16
test('an unavailable database is recognised by every kind of query', async () => {
  const queries = [
    () => getDb().$queryRaw`SELECT 1`,
    () => getDb().$executeRaw`SELECT 1`,
    () => getDb().user.count(),
    () => getPool().query('SELECT 1'),
    () => getDb().$transaction((tx) => tx.user.count()),
    () => getDb().$transaction([getDb().user.count()]),
  ]
  for (const query of queries) expect(isDatabaseAway(await failure(query))).toBe(true)
})

// CHECKLIST 16
test('a host name with several addresses, or temporarily none, counts as an unavailable database', () => {
  for (const code of ['ECONNREFUSED', 'EAI_AGAIN', 'EHOSTUNREACH']) {
    expect(isDatabaseAway(Object.assign(new AggregateError([]), { code }))).toBe(true)
  }
  expect(isDatabaseAway(new AggregateError([]))).toBe(false)
})

// CHECKLIST 16
test('while the database is unavailable, limits are too: attempts over a limit are a 503', async () => {
  provideEnv({ SIGNUP_LIMIT_PER_MINUTE: '1', VALIDATE_LIMIT_PER_MINUTE: '1' })
  const context = params({ token })
  for (let n = 0; n < 3; n += 1) {
    const responses = [
      await validate(request('GET', `/invite/${token}/validate`), context),
      await signUp(request('POST', `/invite/${token}/signup`, { body: signupBody() }), context),
    ]
    for (const response of responses) expect((await response.json()).name).toBe('UnavailableError')
  }
  provideEnv({ SIGNUP_LIMIT_PER_MINUTE: '0', VALIDATE_LIMIT_PER_MINUTE: '0' })
})

// CHECKLIST 16
test('while the database is unavailable, /ready and everything that needs it is a 503, and /health still answers', async () => {
  const context = params({ token })
  const responses = [
    await ready(request('GET', '/ready'), params({})),
    await validate(request('GET', `/invite/${token}/validate`), context),
    await signUp(request('POST', `/invite/${token}/signup`, { body: signupBody() }), context),
  ]
  for (const response of responses) {
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('5')
    expect((await response.json()).name).toBe('UnavailableError')
  }
  expect((await health(request('GET', '/health'), params({}))).status).toBe(200)
})

test('a page that needs the current user is a 503 meanwhile, not an internal error', async () => {
  const visit = async (path: string, cookie: string) => {
    const headers = new Headers(cookie ? { cookie } : {})
    const { status, headers: sent } = await proxy(
      new NextRequest(`https://foyer.test${path}`, { headers }),
    )
    return [status, sent.get('retry-after'), sent.get('x-middleware-rewrite')]
  }
  const unavailable = [503, '5', 'https://foyer.test/unavailable']
  for (const path of ['/', '/login', '/welcome', '/account', '/admin']) {
    expect(await visit(path, '__Host-foyer=some.body')).toEqual(unavailable)
  }
  expect(await visit(`/invite/${token}`, '')).toEqual(unavailable)
  expect(await visit('/login', '')).toEqual([200, null, null])
})
