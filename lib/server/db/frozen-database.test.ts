import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { GET as health } from '@/app/health/route'
import { POST as signUp } from '@/app/invite/[token]/signup/route'
import { GET as validate } from '@/app/invite/[token]/validate/route'
import { getEnv, provideEnv } from '@/lib/server/runtime/env'
import { givenLink, signupBody } from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'
import { socketPath } from '@/server/postgres/address'
import { closeDb, getDb, getPool } from './db'
import { isDatabaseAway } from './errors'

vi.setConfig({ testTimeout: 60_000 })

/** Both ends of every connection through the relay. */
const ends = new Set<Socket>()
let frozen = false

/** PostgreSQL's message that it is ready, and its last one when it is stopped: 57P01 (protocol 3.0). */
const ready = Buffer.from('Z\0\0\0\x05I')
const fields = ['SFATAL', 'VFATAL', 'C57P01', 'Mgoodbye', '', '']
const goodbye = Buffer.concat([Buffer.from('E\0\0\0\0'), Buffer.from(fields.join('\0'))])
goodbye.writeInt32BE(goodbye.length - 1, 1)
let dying = false

/** What the database sent; while it is `dying`, followed by its last message. */
function asSent(bytes: Buffer): Buffer {
  return dying && bytes.subarray(-ready.length).equals(ready)
    ? Buffer.concat([bytes, goodbye])
    : bytes
}

/** A relay to the database that can be frozen: connections stay open, and nothing passes. */
const relay = createServer((client) => {
  const server = connect(socketPath(new URL(suiteUrl).searchParams.get('host') ?? ''))
  for (const [from, to] of [
    [client, server],
    [server, client],
  ] as const) {
    ends.add(from)
    from.on('data', (bytes) => frozen || to.write(from === server ? asSent(bytes) : bytes))
    from.on('error', () => {})
    from.on('close', () => to.destroy())
  }
})

let suiteUrl = ''

beforeAll(async () => {
  suiteUrl = getEnv().databaseUrl ?? ''
  await once(relay.listen(0, '127.0.0.1'), 'listening')
  const through = new URL(suiteUrl)
  through.searchParams.delete('host')
  through.host = `127.0.0.1:${(relay.address() as AddressInfo).port}`
  await closeDb()
  provideEnv({ DATABASE_URL: through.href, DATABASE_TIMEOUT_SECONDS: '3' })
})

afterAll(async () => {
  await closeDb()
  for (const socket of ends) socket.destroy()
  relay.close()
  provideEnv({ DATABASE_URL: suiteUrl, DATABASE_TIMEOUT_SECONDS: '' })
})

async function failure(work: () => Promise<unknown>): Promise<unknown> {
  try {
    return await work()
  } catch (error) {
    return error
  }
}

// CHECKLIST 16
test('while the database is frozen, requests get a 503 and /health answers; afterwards everything recovers', async () => {
  const { token, id } = await givenLink()
  const context = params({ token })
  frozen = true
  const waiting = [
    validate(request('GET', `/invite/${token}/validate`), context),
    validate(request('GET', `/invite/${token}/validate`), context),
    signUp(request('POST', `/invite/${token}/signup`, { body: signupBody() }), context),
  ]
  expect((await health(request('GET', '/health'), params({}))).status).toBe(200)
  for (const response of await Promise.all(waiting)) {
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5'])
    expect((await response.json()).name).toBe('UnavailableError')
  }
  frozen = false
  const { status } = await validate(request('GET', `/invite/${token}/validate`), context)
  expect(status).toBe(200)
  expect((await getDb().signupToken.findUniqueOrThrow({ where: { id } })).useCount).toBe(0)
})

// CHECKLIST 16
test('a transaction during which the database freezes is abandoned with its connection', async () => {
  const { id } = await givenLink()
  const error = await failure(() =>
    getDb().$transaction(async (tx) => {
      await tx.signupToken.update({ where: { id }, data: { useCount: 7 } })
      frozen = true
      await tx.signupToken.update({ where: { id }, data: { useCount: 8 } })
    }),
  )
  expect(isDatabaseAway(error)).toBe(true)
  frozen = false
  // The next write is neither inside that transaction nor blocked by its lock.
  await getDb().signupToken.update({ where: { id }, data: { name: 'Written next' } })
  const link = await getDb().signupToken.findUniqueOrThrow({ where: { id } })
  expect([link.useCount, link.name]).toEqual([0, 'Written next'])
})

// CHECKLIST 16
test('a connection that ends as it is handed over fails only its query', async () => {
  await closeDb()
  dying = true
  const queries = [
    () => getDb().$transaction(async (tx) => await tx.user.count()),
    () => getDb().user.count(),
    () => getPool().query('SELECT 1'),
  ]
  for (const query of queries) expect(isDatabaseAway(await failure(query))).toBe(true)
  dying = false
  expect(await getDb().user.count()).toBeGreaterThanOrEqual(0)
})

test('the database cancels a statement that takes too long, and the error is recognised', async () => {
  const slow = () => getDb().$queryRaw`SELECT pg_sleep(60)::text`
  expect(isDatabaseAway(await failure(slow))).toBe(true)
  const byPool = () => getPool().query('SELECT pg_sleep(60)')
  expect(isDatabaseAway(await failure(byPool))).toBe(true)
  const [row] = await getDb().$queryRaw<Record<string, string>[]>`
    SELECT current_setting('statement_timeout') AS statement,
      current_setting('idle_in_transaction_session_timeout') AS idle`
  expect(row).toEqual({ statement: '3s', idle: '4s' })
})
