import pg from 'pg'
import { afterEach, expect, test, vi } from 'vitest'
import { getDb } from '@/lib/server/db/db'
import { openStream } from '@/lib/server/events/stream/stream'
import { endStreams } from '@/lib/server/events/stream/watchers'
import { HOUR, setClock } from '@/lib/server/runtime/clock'
import { getEnv } from '@/lib/server/runtime/env'
import { updateUser } from '@/lib/server/users/users'
import {
  cookieFor,
  givenAdmin,
  givenAdminToken,
  givenProgram,
  givenUser,
  signedIn,
} from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'
import { sql } from '@/lib/testing/sql'
import { statementsOf } from '@/lib/testing/statements'
import { GET, HEAD } from './route'

type Options = Parameters<typeof request>[2]

const open: (() => Promise<void>)[] = []

afterEach(async () => {
  vi.useRealTimers()
  for (const close of open.splice(0)) await close()
})

const ask = (options: Options, query = '') =>
  GET(request('GET', `/api/admin/stream${query}`, options), params({}))

/** Watches as an administrator's program, or as whoever is given. */
async function watch(options?: Options, query = '') {
  const response = await ask(options ?? { authorization: await givenAdminToken() }, query)
  expect(response.status).toBe(200)
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  if (!reader) throw new Error('There is no stream.')
  let text = ''
  const more = async () => {
    const { done, value = '' } = await reader.read()
    text += value
    return !done
  }
  const until = async (part: string) => {
    while (!text.includes(part)) expect(await more(), `${part} in ${text}`).toBe(true)
    return text
  }
  const end = async () => {
    while (await more());
    return text
  }
  open.push(() => reader.cancel().catch(() => undefined))
  await until('event: ready')
  return { response, until, end, close: () => reader.cancel() }
}

const insert = `INSERT INTO "Event" ("type", "actorName") VALUES ('settings-updated', 'Foyer') RETURNING "id"`

/** An event of another process; its id. */
async function givenEvent(): Promise<number> {
  const [row] = await sql(getEnv().databaseUrl ?? '', insert)
  return Number(row?.id)
}

const dataOf = (id: number, type = 'settings-updated') =>
  `event: change\nid: ${id}\ndata: {"id":${id},"type":"${type}","signupTokenId":null,"userId":null}\n\n`

test('a change by another process is told within three seconds, to everybody who watches', async () => {
  const { response, until } = await watch()
  const other = await watch({ cookie: await cookieFor((await givenAdmin()).id) })
  const began = performance.now()
  const id = await givenEvent()
  await until(dataOf(id))
  await other.until(dataOf(id))
  expect(performance.now() - began).toBeLessThan(3_000)
  expect(Object.fromEntries(response.headers)).toEqual({
    'content-type': 'text/event-stream',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  })
})

test('one that commits after later ones is told too, and none is told twice', async () => {
  const { until, end } = await watch()
  const late = new pg.Client({ connectionString: getEnv().databaseUrl })
  await late.connect()
  await late.query('BEGIN')
  const { rows } = await late.query<{ id: number }>(insert)
  const [{ id } = { id: 0 }] = rows
  const later = [await givenEvent(), await givenEvent()]
  expect(later.every((one) => one > id)).toBe(true)
  const before = await until(`id: ${later[1]}\n`)
  expect(before).not.toContain(`id: ${id}\n`)
  await late.query('COMMIT')
  await late.end()
  await until(dataOf(id))
  // One that was rolled back is waited for, and holds up nothing.
  await sql(getEnv().databaseUrl ?? '', `SELECT nextval('"Event_id_seq"')`)
  const last = await givenEvent()
  await until(dataOf(last))
  endWatching()
  const text = await end()
  for (const one of [id, ...later, last]) expect(text.split(dataOf(one))).toHaveLength(2)
})

/** Ends every stream as an hour does. */
function endWatching() {
  setClock(() => new Date(Date.now() + HOUR))
}

test('a stream that is opened while a transaction is under way tells of it when it commits', async () => {
  const late = new pg.Client({ connectionString: getEnv().databaseUrl })
  await late.connect()
  await late.query('BEGIN')
  const { rows } = await late.query<{ id: number }>(insert)
  await givenEvent()
  const { until } = await watch()
  await late.query('COMMIT')
  await late.end()
  await until(dataOf(rows[0]?.id ?? 0))
})

test('one statement a second serves everybody', async () => {
  const watching = [await watch(), await watch(), await watch(), await watch()]
  const began = performance.now()
  const sent = await statementsOf(async () => {
    for (const _ of [1, 2, 3]) {
      const id = await givenEvent()
      for (const { until } of watching) await until(dataOf(id))
    }
  })
  const seconds = (performance.now() - began) / 1000
  const reads = sent.filter((statement) => statement.includes('UNION ALL'))
  expect(reads.length).toBeGreaterThanOrEqual(3)
  expect(reads.length).toBeLessThanOrEqual(Math.ceil(seconds) + 1)
})

test('who saw that there was no change yet is told all that came since, by header or address', async () => {
  const authorization = await givenAdminToken()
  const id = await givenEvent()
  const byAddress = await (await watch({ authorization }, '?cursor=0')).until('ready')
  const headers = { 'last-event-id': '0' }
  setClock(() => new Date(Date.now() + HOUR / 2))
  const byHeader = await (await watch({ authorization, headers })).until('ready')
  expect([byAddress, byHeader].every((text) => text.includes(dataOf(id)))).toBe(true)
  expect((await ask({ authorization }, '?cursor=00')).status).toBe(400)
})

test('a comment comes every ten seconds by a clock of its own, however long statements take', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const { until, close } = await watch()
  await vi.advanceTimersByTimeAsync(10_000)
  await until('\n\n:\n\n')
  await close()
  expect(vi.getTimerCount()).toBe(0)
})

test('while nobody watches there is no timer and no statement', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
  const { close } = await watch()
  await close()
  const sent = await statementsOf(() => vi.advanceTimersByTimeAsync(60_000))
  expect(sent).toEqual([])
})

test('HEAD is answered with the headers alone, and watches nothing', async () => {
  const authorization = await givenAdminToken()
  for (const _ of Array(10).keys()) {
    const asked = request('HEAD', '/api/admin/stream', { authorization })
    const response = await HEAD(asked, params({}))
    expect([response.status, response.headers.get('content-type'), response.body]).toEqual([
      200,
      'text/event-stream',
      null,
    ])
  }
  await watch()
})

test('whoever connects again is told what came meanwhile, by header or address', async () => {
  const authorization = await givenAdminToken()
  const [known, missed] = [await givenEvent(), await givenEvent()]
  const id = String(known)
  const text = await (await watch({ authorization, headers: { 'last-event-id': id } })).until(
    'ready',
  )
  expect(text).toContain(dataOf(missed))
  expect(text).not.toContain(dataOf(known))
  expect(text).toContain(`event: ready\nid: ${missed}\n`)
  const same = await (await watch({ authorization }, `?cursor=${id}`)).until('ready')
  expect(same).toContain(dataOf(missed))
  expect((await ask({ authorization }, '?cursor=x')).status).toBe(400)
})

// CHECKLIST 71
test('a stream ends soon after its session, though nobody wrote that down', async () => {
  const { id } = await givenAdmin()
  const { end } = await watch({ cookie: await cookieFor(id) })
  await getDb().session.deleteMany({ where: { userId: id } })
  await end()
})

// CHECKLIST 71
test('who loses the right is told nothing more, not even of that', async () => {
  const { id } = await givenAdmin()
  await givenAdmin()
  const { end } = await watch({ cookie: await cookieFor(id) })
  const other = await watch()
  await updateUser(await givenProgram(), id, { rootRole: 3 }, null)
  expect(await end()).not.toContain('user-updated')
  await other.until('user-updated')
})

// CHECKLIST 55
test('only administrators watch', async () => {
  expect((await ask({})).status).toBe(401)
  expect((await ask({ cookie: await cookieFor((await givenUser()).id) })).status).toBe(403)
})

test('a stream ends after an hour; a browser opens the next one', async () => {
  const { end } = await watch()
  endWatching()
  await end()
})

test('a reader who does not read is dropped, and the others go on', async () => {
  const slow = await ask({ authorization: await givenAdminToken() })
  const { until } = await watch()
  const rows = await sql(
    getEnv().databaseUrl ?? '',
    `INSERT INTO "Event" ("type", "actorName") SELECT 'settings-updated', 'Foyer'
     FROM generate_series(1, 4000) RETURNING "id"`,
  )
  await until(dataOf(Number(rows.at(-1)?.id)))
  await expect(slow.text()).rejects.toThrow('too slow')
})

test('a person has six streams at most; others are let in', async () => {
  const cookie = await cookieFor((await givenAdmin()).id)
  const streams = []
  for (const _ of Array(6).keys()) streams.push(await watch({ cookie }))
  const refused = await ask({ cookie })
  const names = ['retry-after', 'ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset']
  const values = names.map((name) => refused.headers.get(name))
  expect([refused.status, ...values]).toEqual([429, '60', '6', '0', '60'])
  await watch({ cookie: await cookieFor((await givenAdmin()).id) })
  await streams[0]?.close()
  await watch({ cookie })
})

test('two hundred streams at most are open; the next is a 503', async () => {
  const caller = await signedIn(await givenAdmin())
  const all = await Promise.all(
    Array.from({ length: 200 }, (_, n) => {
      return openStream({ ...caller, userId: -n }, null, new AbortController().signal)
    }),
  )
  open.push(async () => void (await Promise.all(all.map(({ body }) => body?.cancel()))))
  const refused = await ask({ authorization: await givenAdminToken() })
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5'])
})

test('when the client is gone, its place is free', async () => {
  const caller = await signedIn(await givenAdmin())
  for (const _ of Array(10).keys()) {
    const gone = new AbortController()
    const { body } = await openStream(caller, null, gone.signal)
    gone.abort()
    for await (const _part of body ?? []);
  }
})

test('a client that is gone before its stream opens takes no place', async () => {
  const caller = await signedIn(await givenAdmin())
  for (const _ of Array(10).keys()) await openStream(caller, null, AbortSignal.abort())
  const { body } = await openStream(caller, null, new AbortController().signal)
  open.push(async () => void (await body?.cancel()))
})

// The last one: this process does not stream any more.
test('when the process stops, streams end at once and no new one is opened', async () => {
  const streams = [await watch(), await watch()]
  endStreams()
  for (const { end } of streams) await end()
  expect((await ask({ authorization: await givenAdminToken() })).status).toBe(503)
})
