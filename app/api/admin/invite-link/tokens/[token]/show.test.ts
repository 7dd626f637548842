import { beforeEach, expect, test } from 'vitest'
import { POST as signUp } from '@/app/invite/[token]/signup/route'
import { getDb } from '@/lib/server/db/db'
import { findInviteForPage } from '@/lib/server/pages/invite'
import { cookieFor, givenAdmin, givenLink, signupBody } from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'
import { PUT } from './route'

let cookie = ''

beforeEach(async () => {
  cookie = await cookieFor((await givenAdmin()).id)
})

async function put(token: string, body: object) {
  const response = await PUT(request('PUT', '/', { cookie, body }), params({ token }))
  return { tag: response.headers.get('etag'), ...(await response.json()) }
}

async function eventsOf(signupTokenId: string) {
  const type = 'public-signup-token-updated'
  const rows = await getDb().event.findMany({ where: { signupTokenId, type } })
  return rows.map(({ data }) => data)
}

test('a title is set, changed and taken away, each with old and new in its event', async () => {
  const { token, id } = await givenLink()
  expect((await put(token, { show: { title: 'Rowing' } })).show).toEqual({ title: 'Rowing' })
  expect((await put(token, { name: 'Other' })).show).toEqual({ title: 'Rowing' })
  expect((await put(token, { show: { title: 'Sailing' } })).show).toEqual({ title: 'Sailing' })
  expect((await put(token, { show: { title: null } })).show).toEqual({})
  expect(await eventsOf(id)).toEqual([
    { show: { from: {}, to: { title: 'Rowing' } } },
    { name: { from: expect.any(String), to: 'Other' } },
    { show: { from: { title: 'Rowing' }, to: { title: 'Sailing' } } },
    { show: { from: { title: 'Sailing' }, to: {} } },
  ])
})

test('the same title again changes nothing and writes no event', async () => {
  const { token, id } = await givenLink({ show: { title: 'Rowing' } })
  const { tag } = await put(token, { show: { title: 'Rowing' } })
  expect([tag, (await put(token, { show: {} })).tag]).toEqual(['"1"', '"1"'])
  expect(await eventsOf(id)).toEqual([])
})

test('a page for invitees has the title, or none', async () => {
  const name = 'Marker of the board'
  const [plain, titled] = [
    await givenLink({ name }),
    await givenLink({ name, show: { title: 'Rowing' } }),
  ]
  expect((await findInviteForPage(plain.token))?.title).toBeNull()
  expect((await findInviteForPage(titled.token))?.title).toBe('Rowing')
})

test('a password may not be the title; the name, which invitees do not know, is no hint', async () => {
  const { token } = await givenLink({ name: 'Board of 2031', show: { title: 'Rowing club' } })
  const join = async (password: string) =>
    (await signUp(request('POST', '/', { body: signupBody({ password }) }), params({ token })))
      .status
  expect(await join('Rowing club 2031')).toBe(400)
  expect(await join('Board of 2031')).toBe(201)
})
