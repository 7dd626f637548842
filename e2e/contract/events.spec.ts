import { expect, test } from 'playwright/test'
import { eventTypes } from '@/lib/event-types'
import type { EventResponse } from '@/lib/schemas/responses'
import { call } from './support/call'
import {
  admin,
  change,
  errorOf,
  givenLink,
  givenMember,
  givenPersonalToken,
  password,
  pathsOf,
  tokens,
} from './support/given'
import { send } from './support/send'

const path = '/api/admin/events'

type Page = { events: EventResponse[]; nextCursor: number | null }

async function events(query: string): Promise<Page> {
  const answer = await call('GET', `${path}?${query}`, { as: admin })
  expect(answer.status, answer.text).toBe(200)
  return answer.json<Page>()
}

test.describe('GET /api/admin/events', () => {
  test('lists what happened to a link, newest first, without its secret', async () => {
    const link = await givenLink()
    const { user } = await givenMember(link)
    await change(link, { enabled: false })
    await call('DELETE', `${tokens}/${link.secret}`, { as: admin })
    await change(link, { revoked: false })
    const { secret } = (await call('POST', `${tokens}/${link.secret}/rotate`, { as: admin })).json<{
      secret: string
    }>()
    const page = await events(`token=${secret}`)
    expect(page.events.map(({ type }) => type)).toEqual([
      'public-signup-token-rotated',
      'public-signup-token-restored',
      'public-signup-token-revoked',
      'public-signup-token-updated',
      'public-signup-token-user-added',
      'user-created',
      'public-signup-token-created',
    ])
    const [rotated, , , , added] = page.events
    expect(rotated).toMatchObject({ createdBy: 'Initial admin token 1', createdByUserId: null })
    expect(added).toMatchObject({ createdBy: user.email, user: { id: user.id } })
    const text = JSON.stringify(page)
    for (const hidden of [secret, link.secret, password]) expect(text).not.toContain(hidden)
    const byId = await events(`token=${rotated?.token?.id}`)
    expect(byId).toEqual(page)
  })

  test('the user parameter finds what a person did and what was done to them', async () => {
    const member = await givenMember('Admin')
    await givenPersonalToken(member)
    await call('PUT', `/api/admin/user-admin/${member.user.id}`, { body: { name: 'N' }, as: admin })
    const { events: found } = await events(`user=${member.user.id}`)
    const types = found.map(({ type }) => type)
    for (const type of ['user-created', 'user-updated', 'api-token-created']) {
      expect(types).toContain(type)
    }
  })

  test('a deleted person is no longer named', async () => {
    const { user } = await givenMember()
    await call('DELETE', `/api/admin/user-admin/${user.id}`, { as: admin })
    const { events: found } = await events(`user=${user.id}`)
    expect(found.length).toBeGreaterThan(1)
    expect(JSON.stringify(found)).not.toContain(user.email)
  })

  for (const type of eventTypes) {
    test(`type=${type} finds only events of that type`, async () => {
      const { events: found } = await events(`type=${type}&limit=5`)
      for (const event of found) expect(event.type).toBe(type)
    })
  }

  test('limit and cursor page through the events without a gap', async () => {
    const { user } = await givenMember()
    const all = await events(`user=${user.id}`)
    const first = await events(`user=${user.id}&limit=1`)
    const rest = await events(`user=${user.id}&cursor=${first.nextCursor}`)
    expect([...first.events, ...rest.events]).toEqual(all.events)
    expect(rest.nextCursor).toBeNull()
  })

  const bad = ['type=unknown', 'type=', 'user=x', 'user=0', 'limit=0', 'limit=1001', 'cursor=x']
  for (const query of bad) {
    test(`${query} is a 400 on that parameter`, async () => {
      const answer = await call('GET', `${path}?${query}`, { as: admin })
      expect(errorOf(answer)).toBe('400 BadDataError')
      expect(pathsOf(answer)).toEqual([`/query/${query.split('=')[0]}`])
    })
  }

  for (const token of ['unknown', '%00', 'A'.repeat(8192), '%F0%9F%98%80', "'; DROP TABLE x"]) {
    test(`token=${token.slice(0, 20)} finds no events`, async () => {
      const found = await events(`token=${token.replaceAll(' ', '+')}`)
      expect(found).toEqual({ events: [], nextCursor: null })
    })
  }

  test('needs ADMIN', async () => {
    expect(errorOf(await call('GET', path))).toBe('401 AuthenticationRequired')
    expect(errorOf(await call('GET', path, await givenMember()))).toBe('403 PermissionError')
  })
})

// ATTACK 15
test('a write that changes nothing leaves no event', async () => {
  const { user, as } = await givenMember()
  const rename = (name: string) =>
    send('POST', '/account/profile', { as, body: { name, username: '' } })
  const before = (await events(`user=${user.id}`)).events.length
  for (let n = 0; n < 5; n += 1) expect((await rename(user.name ?? '')).status).toBe(200)
  expect((await events(`user=${user.id}`)).events).toHaveLength(before)
  expect((await rename('Another Name')).status).toBe(200)
  expect((await events(`user=${user.id}`)).events).toHaveLength(before + 1)
})
