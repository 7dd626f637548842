import { expect, test } from 'vitest'
import { POST as endByForm } from '@/app/account/sessions/[id]/route'
import { DELETE as endOf } from '@/app/api/admin/user-admin/[id]/sessions/[itemId]/route'
import { GET as listOf } from '@/app/api/admin/user-admin/[id]/sessions/route'
import type { SessionResponse } from '@/lib/schemas/responses'
import { getDb } from '@/lib/server/db/db'
import { DAY, now, setClock } from '@/lib/server/runtime/clock'
import { cookieFor, givenAdmin, givenUser } from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'
import { DELETE } from './[id]/route'
import { GET } from './route'

const path = '/api/admin/user/sessions'

async function list(cookie: string): Promise<SessionResponse[]> {
  return (await (await GET(request('GET', path, { cookie }), params({}))).json()).sessions
}

function end(cookie: string, id: string) {
  return DELETE(request('DELETE', `${path}/${id}`, { cookie }), params({ id }))
}

/** The id of the session that a cookie belongs to. */
async function idOf(cookie: string): Promise<string> {
  return (await list(cookie)).find(({ current }) => current)?.id ?? ''
}

/** The types of the events about a person. */
async function eventsOf(userId: number): Promise<string[]> {
  const rows = await getDb().event.findMany({ where: { userId }, orderBy: { id: 'asc' } })
  return rows.map(({ type }) => type)
}

test('a person sees their live sessions, which one asks, and no secret', async () => {
  const { id } = await givenUser()
  const [one, two] = [await cookieFor(id), await cookieFor(id)]
  await cookieFor((await givenUser()).id)
  const sessions = await list(one)
  expect(sessions.map(({ current }) => current).sort()).toEqual([false, true])
  expect(Object.keys(sessions[0] ?? {}).sort()).toEqual(
    ['createdAt', 'current', 'id', 'lastSeenAt', 'userAgent'].sort(),
  )
  for (const cookie of [one, two]) {
    expect(JSON.stringify(sessions)).not.toContain(cookie.split('.')[1])
  }
})

test('a person ends one session and no other, with one event; again it is a 404', async () => {
  const { id } = await givenUser()
  const [here, there, third] = [await cookieFor(id), await cookieFor(id), await cookieFor(id)]
  const ended = await idOf(there)
  const response = await end(here, ended)
  expect([response.status, response.headers.get('set-cookie')]).toEqual([200, null])
  expect((await GET(request('GET', path, { cookie: there }), params({}))).status).toBe(401)
  expect((await list(third)).length).toBe(2)
  expect((await end(here, ended)).status).toBe(404)
  expect(await eventsOf(id)).toEqual(['user-session-ended'])
})

test('ending the current session signs out, and takes the cookie and what the browser keeps away', async () => {
  const { id } = await givenUser()
  const cookie = await cookieFor(id)
  const response = await end(cookie, await idOf(cookie))
  expect(response.headers.get('set-cookie')).toMatch(/^__Host-foyer=; Path=\/; Max-Age=0/)
  expect(response.headers.get('clear-site-data')).toBe('"cache", "storage"')
  expect((await GET(request('GET', path, { cookie }), params({}))).status).toBe(401)
  expect(await eventsOf(id)).toEqual(['user-signed-out'])
})

test('what is somebody else’s, over, or no session is a 404, and nothing ends', async () => {
  const [own, other] = [await givenUser(), await givenUser()]
  const theirs = await cookieFor(other.id)
  const old = await idOf(await cookieFor(own.id))
  const start = now()
  setClock(() => new Date(start.getTime() + 3 * DAY))
  const cookie = await cookieFor(own.id)
  const another = await cookieFor(other.id)
  for (const id of [await idOf(another), old, 'x', '', "'", 'x'.repeat(5000)]) {
    expect((await end(cookie, id)).status).toBe(404)
  }
  expect((await list(another)).length).toBe(1)
  expect((await GET(request('GET', path, { cookie: theirs }), params({}))).status).toBe(401)
  expect(await getDb().event.count({ where: { userId: { in: [own.id, other.id] } } })).toBe(0)
})

test('of ten who end the same session at once, one does, and one event is written', async () => {
  const { id } = await givenUser()
  const [here, there] = [await cookieFor(id), await idOf(await cookieFor(id))]
  const responses = await Promise.all(Array.from({ length: 10 }, () => end(here, there)))
  expect(responses.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(404)])
  expect(await eventsOf(id)).toEqual(['user-session-ended'])
})

test('an administrator ends one session of a person, and only of that person', async () => {
  const cookie = await cookieFor((await givenAdmin()).id)
  const [one, two] = [await givenUser(), await givenUser()]
  await cookieFor(one.id)
  const kept = await cookieFor(one.id)
  const at = params({ id: String(one.id) })
  const sessions = async (): Promise<SessionResponse[]> =>
    (await (await listOf(request('GET', '/', { cookie }), at)).json()).sessions
  expect((await sessions()).map(({ current }) => current)).toEqual([false, false])
  const itemId = (await sessions()).find(({ id }) => !kept.includes(id))?.id ?? ''
  const asked = (id: number) => params({ id: String(id), itemId })
  expect((await endOf(request('DELETE', '/', { cookie }), asked(two.id))).status).toBe(404)
  expect((await endOf(request('DELETE', '/', { cookie }), asked(one.id))).status).toBe(200)
  expect(await sessions()).toHaveLength(1)
  expect(await list(kept)).toHaveLength(1)
  expect(await eventsOf(one.id)).toEqual(['user-session-ended'])
})

test('without scripts a button ends another session and leads back, never the one that asks', async () => {
  const { id } = await givenUser()
  const [cookie, other] = [await cookieFor(id), await cookieFor(id)]
  const press = async (session: string) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const sent = request('POST', '/', { cookie, headers, body: '' })
    return await endByForm(sent, params({ id: session }))
  }
  const ended = await press(await idOf(other))
  expect(ended.headers.get('location')).toBe('/account?done=session#sessions')
  const own = await press(await idOf(cookie))
  expect(own.headers.get('location')).toContain('/account?error=sessions%3ANotFoundError')
  expect(await list(cookie)).toHaveLength(1)
})
