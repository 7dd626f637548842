import { beforeEach, describe, expect, test } from 'vitest'
import { POST as signUp } from '@/app/invite/[token]/signup/route'
import { ADMIN_ROLE, EDITOR_ROLE } from '@/lib/roles'
import type { AnyRequestResponse } from '@/lib/schemas/responses'
import { getDb } from '@/lib/server/db/db'
import { DAY, HOUR, now, setClock } from '@/lib/server/runtime/clock'
import { updateSettings } from '@/lib/server/settings/update-settings'
import { requestInvite } from '@/lib/server/signup-tokens/invite-requests/invite-requests'
import { countRequestsIn } from '@/lib/server/signup-tokens/invite-requests/request-list'
import { emptyDatabase } from '@/lib/testing/databases'
import { cookieFor, givenAdmin, givenLink, signedIn, signupBody } from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'
import { POST as answerHandler } from './[id]/answer/route'
import { PUT as putOne } from './[id]/route'
import { GET, PUT as putMany } from './route'

let cookie = ''
let adminId = 0

beforeEach(async () => {
  await emptyDatabase()
  adminId = (await givenAdmin()).id
  cookie = await cookieFor(adminId)
})

/** A revoked link at which these people asked; the ids of their requests, in the same order. */
async function givenAsked(emails: string[], options: Parameters<typeof givenLink>[0] = {}) {
  const link = await givenLink(options)
  await getDb().signupToken.update({ where: { id: link.id }, data: { revokedAt: now() } })
  for (const email of emails) await requestInvite(link.token, { email })
  const where = { signupTokenId: link.id }
  const rows = await getDb().inviteRequest.findMany({ where, orderBy: { id: 'asc' } })
  return { link, ids: rows.map(({ id }) => id) }
}

async function list(query = ''): Promise<{ requests: AnyRequestResponse[]; total?: unknown }> {
  const response = await GET(request('GET', `/${query}`, { cookie }), params({}))
  return await response.json()
}

const emailsOf = async (query = '') => (await list(query)).requests.map(({ email }) => email)

async function answer(id: number | undefined, as = cookie) {
  const sent = request('POST', '/', { cookie: as })
  const response = await answerHandler(sent, params({ id: String(id) }))
  return { status: response.status, headers: response.headers, ...(await response.json()) }
}

async function put(id: number | undefined, state: string) {
  const sent = request('PUT', '/', { cookie, body: { state } })
  const response = await putOne(sent, params({ id: String(id) }))
  return { status: response.status, ...(await response.json()) }
}

async function eventsOf(type: string) {
  return await getDb().event.findMany({ where: { type }, orderBy: { id: 'asc' } })
}

function ask(token: string, email: string) {
  return requestInvite(token, { email })
}

describe('the list of invite requests', () => {
  test('has the open ones of all links, newest first; a state, all, and an address narrow it', async () => {
    const one = await givenAsked(['ada@example.org', 'bob@example.org'])
    await givenAsked(['cyd@example.org'])
    await put(one.ids[0], 'dismissed')
    await answer(one.ids[1])
    expect(await emailsOf()).toEqual(['cyd@example.org'])
    expect(await emailsOf('?state=')).toEqual(['cyd@example.org'])
    expect(await emailsOf('?state=dismissed')).toEqual(['ada@example.org'])
    expect(await emailsOf('?state=answered')).toEqual(['bob@example.org'])
    const all = ['cyd@example.org', 'bob@example.org', 'ada@example.org']
    expect(await emailsOf('?state=all')).toEqual(all)
    expect(await emailsOf('?state=all&q=bob')).toEqual(['bob@example.org'])
    expect((await list('?state=all&limit=1&count=true')).total).toEqual({ count: 3, more: false })
    expect(await countRequestsIn('open')).toBe(1)
    const wrong = await GET(request('GET', '/?state=closed', { cookie }), params({}))
    expect(wrong.status).toBe(400)
  })

  test('leaves out those that earlier versions took at the link of a first administrator', async () => {
    const { link } = await givenAsked(['ada@example.org'])
    await getDb().signupToken.update({ where: { id: link.id }, data: { bootstrap: true } })
    expect(await list('?state=all&count=true')).toMatchObject({ requests: [], total: { count: 0 } })
    expect(await countRequestsIn('open')).toBe(0)
  })

  test('says at which link somebody asked, and which one answers them', async () => {
    const { link, ids } = await givenAsked(['ada@example.org'], { name: 'Rowing' })
    const fresh = await answer(ids[0])
    const [found] = (await list('?state=all')).requests
    expect(found).toMatchObject({
      email: 'ada@example.org',
      state: 'answered',
      link: { id: link.id, name: 'Rowing', state: 'revoked', secret: link.token },
      answer: { name: 'Fresh invite: Rowing', state: 'open', secret: fresh.secret, url: fresh.url },
    })
    expect(found?.answeredAt).not.toBeNull()
  })
})

describe('an answer', () => {
  test('is a link for one person, with the role of theirs and the lifetime of the settings', async () => {
    const linkDefaults = { hours: 5, rootRole: 3, maxUses: 9 }
    await updateSettings(await signedIn({ id: adminId }), { linkDefaults }, null)
    const at = now()
    setClock(() => at)
    const link = { roleId: EDITOR_ROLE, show: { title: 'Rowing club' } }
    const { ids } = await givenAsked(['ada@example.org'], link)
    const fresh = await answer(ids[0])
    expect(fresh).toMatchObject({
      status: 201,
      maxUses: 1,
      role: { name: 'Editor' },
      state: 'open',
      show: { title: 'Rowing club' },
      expiresAt: new Date(at.getTime() + 5 * HOUR).toISOString(),
    })
    expect(fresh.headers.get('location')).toBe(`/api/admin/invite-link/tokens/${fresh.secret}`)
    const join = () =>
      signUp(request('POST', '/', { body: signupBody() }), params({ token: fresh.secret }))
    expect([(await join()).status, (await join()).status]).toEqual([201, 400])
  })

  test('never makes an administrator unnoticed: in place of Admin it has the role of the settings', async () => {
    const { ids } = await givenAsked(['ada@example.org'], { roleId: ADMIN_ROLE })
    const fresh = await answer(ids[0])
    expect([fresh.status, fresh.role.name]).toEqual([201, 'Viewer'])
  })

  test('given twice is the same link, and one event without the address', async () => {
    const { link, ids } = await givenAsked(['ada@example.org'])
    const first = await answer(ids[0])
    expect((await answer(ids[0])).secret).toBe(first.secret)
    const events = await eventsOf('invite-request-answered')
    expect(events).toHaveLength(1)
    expect(events[0]).toMatchObject({ signupTokenId: link.id, actorUserId: adminId })
    expect(JSON.stringify(await getDb().event.findMany())).not.toContain('ada@')
  })

  test('given by ten administrators at once creates one link, five times over', async () => {
    const admins = await Promise.all(Array.from({ length: 5 }, givenAdmin))
    const cookies = await Promise.all(admins.map(({ id }) => cookieFor(id)))
    for (let round = 0; round < 5; round += 1) {
      const { ids } = await givenAsked([`person${round}@example.org`])
      const links = await getDb().signupToken.count()
      const given = await Promise.all([...cookies, ...cookies].map((as) => answer(ids[0], as)))
      expect(new Set(given.map(({ secret }) => secret)).size).toBe(1)
      expect(await getDb().signupToken.count()).toBe(links + 1)
    }
    expect(await eventsOf('invite-request-answered')).toHaveLength(5)
  })

  test('keeps within the longest name of a link', async () => {
    const { ids } = await givenAsked(['ada@example.org'], { name: '💡'.repeat(255) })
    const { status, name } = await answer(ids[0])
    expect([status, [...name].length]).toEqual([201, 255])
  })

  test('of an unknown request is a 404', async () => {
    expect((await answer(2_147_483_647)).status).toBe(404)
    expect((await put(2_147_483_647, 'open')).status).toBe(404)
  })
})

describe('a change of state', () => {
  test('dismisses and opens again, each with an event; the same again has none', async () => {
    const { ids } = await givenAsked(['ada@example.org'])
    expect((await put(ids[0], 'open')).state).toBe('open')
    expect((await put(ids[0], 'dismissed')).state).toBe('dismissed')
    expect((await put(ids[0], 'dismissed')).state).toBe('dismissed')
    expect((await put(ids[0], 'open')).state).toBe('open')
    expect(await eventsOf('invite-request-dismissed')).toHaveLength(1)
    expect(await eventsOf('invite-request-reopened')).toHaveLength(1)
    expect((await put(ids[0], 'answered')).details[0].path).toBe('/body/state')
  })

  test('opening an answered request revokes its link, and the next answer is another', async () => {
    const { ids } = await givenAsked(['ada@example.org'])
    const fresh = await answer(ids[0])
    expect(await put(ids[0], 'dismissed')).toMatchObject({
      status: 409,
      name: 'RequestAnsweredError',
    })
    expect(await put(ids[0], 'open')).toMatchObject({ state: 'open', answer: null })
    const join = signUp(
      request('POST', '/', { body: signupBody() }),
      params({ token: fresh.secret }),
    )
    expect(await (await join).json()).toMatchObject({ name: 'InviteRevokedError' })
    expect((await answer(ids[0])).secret).not.toBe(fresh.secret)
    expect(await eventsOf('public-signup-token-revoked')).toHaveLength(1)
  })

  test('a request whose link was used stays answered', async () => {
    const { ids } = await givenAsked(['ada@example.org'])
    const { secret } = await answer(ids[0])
    await signUp(request('POST', '/', { body: signupBody() }), params({ token: secret }))
    const { status, message } = await put(ids[0], 'open')
    expect([status, message]).toEqual([409, expect.stringContaining('joined')])
    expect((await list('?state=answered')).requests[0]?.answer).toMatchObject({ useCount: 1 })
  })

  test('a sign-up and an undo at once leave a used answer or a revoked link, never both, twenty times over', async () => {
    for (let round = 0; round < 20; round += 1) {
      const { ids } = await givenAsked([`person${round}@example.org`])
      const { secret } = await answer(ids[0])
      const sent = request('POST', '/', { body: signupBody() })
      const [joined, undone] = await Promise.all([
        signUp(sent, params({ token: secret })),
        put(ids[0], 'open'),
      ])
      expect([[201, 409].join(), [400, 200].join()]).toContain(
        [joined.status, undone.status].join(),
      )
    }
  })

  test('many are dismissed at once, and opened again; what is answered or unknown stays', async () => {
    const { ids } = await givenAsked(['ada@example.org', 'bob@example.org', 'cyd@example.org'])
    await answer(ids[2])
    const send = async (body: object) =>
      await (await putMany(request('PUT', '/', { cookie, body }), params({}))).json()
    const all = [...ids, 2_147_483_647]
    const two = ids.slice(0, 2)
    expect(await send({ state: 'dismissed', ids: all })).toEqual({ changed: two })
    expect(await send({ state: 'dismissed', ids: all })).toEqual({ changed: [] })
    expect(await send({ state: 'open', ids: all })).toEqual({ changed: two })
    expect(await eventsOf('invite-request-dismissed')).toHaveLength(2)
    expect(await eventsOf('invite-request-reopened')).toHaveLength(2)
    const wrong = [[], Array(101).fill(1), [0], [1.5], ['1'], [2_147_483_648], 5]
    for (const bad of wrong) {
      const { details } = await send({ state: 'open', ids: bad })
      expect(details[0].path).toMatch(/^\/body\/ids/)
    }
  })
})

describe('who asks again', () => {
  test('stays dismissed', async () => {
    const { link, ids } = await givenAsked(['ada@example.org'])
    await put(ids[0], 'dismissed')
    await ask(link.token, 'ada@example.org')
    expect(await emailsOf()).toEqual([])
  })

  test('stays answered as long as the answer can be used, and asks anew once it is over', async () => {
    const { link, ids } = await givenAsked(['ada@example.org'])
    const { secret } = await answer(ids[0])
    await ask(link.token, 'ada@example.org')
    expect(await emailsOf()).toEqual([])
    const later = new Date(now().getTime() + 3 * DAY)
    setClock(() => later)
    cookie = await cookieFor(adminId)
    await ask(link.token, 'ada@example.org')
    expect(await emailsOf('?state=all')).toEqual(['ada@example.org'])
    expect((await list()).requests[0]).toMatchObject({ createdAt: later.toISOString() })
    expect((await answer((await list()).requests[0]?.id)).secret).not.toBe(secret)
  })

  test('is somebody, and nobody of ours, in the event', async () => {
    await givenAsked(['ada@example.org'])
    expect((await eventsOf('invite-request-created'))[0]).toMatchObject({
      actorName: 'Somebody',
      actorUserId: null,
    })
  })
})
