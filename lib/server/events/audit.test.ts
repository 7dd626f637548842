import { describe, expect, test } from 'vitest'
import { PUT as putLink } from '@/app/api/admin/invite-link/tokens/[token]/route'
import { POST as signUp } from '@/app/invite/[token]/signup/route'
import { createSession } from '@/lib/server/auth/sessions'
import { getDb } from '@/lib/server/db/db'
import { cleanUp } from '@/lib/server/lifecycle/clean-up'
import { DAY, HOUR, now, setClock } from '@/lib/server/runtime/clock'
import { cookieFor, givenAdmin, givenLink, givenUser, signupBody } from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'
import { recordEvent, recordRefusal, system } from './events'

const from = { 'x-forwarded-for': '192.0.2.7', 'user-agent': 'Journey/1.0' }

async function latest(signupTokenId: string) {
  return await getDb().event.findFirstOrThrow({
    where: { signupTokenId },
    orderBy: { id: 'desc' },
  })
}

async function join(token: string, headers: Record<string, string> = from) {
  return await signUp(request('POST', '/', { body: signupBody(), headers }), params({ token }))
}

// CHECKLIST 63
describe('an event says when, who, what, to what, what it was before, and from where', () => {
  test('of a change', async () => {
    const admin = await givenAdmin()
    const link = await givenLink({ maxUses: 5 })
    const at = new Date('2030-05-03T16:00:00.000Z')
    setClock(() => at)
    const cookie = await cookieFor(admin.id)
    const body = { maxUses: 9, name: 'Rowing club', enabled: true }
    const sent = request('PUT', '/', { cookie, body, headers: from })
    await getDb().signupToken.update({
      where: { id: link.id },
      data: { expiresAt: new Date(at.getTime() + HOUR) },
    })
    expect((await putLink(sent, params({ token: link.token }))).status).toBe(200)
    const event = await latest(link.id)
    expect(event).toMatchObject({
      type: 'public-signup-token-updated',
      createdAt: at,
      actorUserId: admin.id,
      address: '192.0.2.7',
      userAgent: 'Journey/1.0',
      // Unchanged fields are not recorded.
      data: { maxUses: { from: 5, to: 9 }, name: { from: link.name, to: 'Rowing club' } },
    })
    expect(event.data).not.toHaveProperty('enabled')
    expect(JSON.stringify(event)).not.toContain(link.token)
  })

  test('of a use, each with its own request context, even if many come at once', async () => {
    const { token, id } = await givenLink()
    const addresses = Array.from({ length: 8 }, (_, index) => `192.0.2.${index + 1}`)
    await Promise.all(
      addresses.map((address) => join(token, { ...from, 'x-forwarded-for': address })),
    )
    const events = await getDb().event.findMany({
      where: { signupTokenId: id, type: 'public-signup-token-user-added' },
    })
    expect(events.map(({ address }) => address).sort()).toEqual(addresses)
  })

  test('of what the app does by itself, without request context', async () => {
    await recordEvent(getDb(), { type: 'settings-updated', actor: system })
    const event = await getDb().event.findFirstOrThrow({ orderBy: { id: 'desc' } })
    expect(event).toMatchObject({ address: null, userAgent: null, actorName: 'Foyer' })
  })
})

// CHECKLIST 63
describe('a refused use', () => {
  const hour = new Date(Date.now() + HOUR)
  const closed: Record<
    string,
    { data: Parameters<ReturnType<typeof getDb>['signupToken']['update']>[0]['data'] }
  > = {
    paused: { data: { enabled: false } },
    revoked: { data: { revokedAt: new Date() } },
    full: { data: { maxUses: 1, useCount: 1 } },
    scheduled: { data: { startsAt: hour, expiresAt: new Date(hour.getTime() + HOUR) } },
    expired: { data: { expiresAt: new Date(Date.now() - HOUR) } },
  }
  test.each(Object.entries(closed))('at a link that is %s is one event', async (reason, change) => {
    const { token, id } = await givenLink()
    await getDb().signupToken.update({ where: { id }, ...change })
    expect((await join(token)).status).toBe(400)
    expect(await latest(id)).toMatchObject({
      type: 'public-signup-token-user-refused',
      data: { reason },
      actorUserId: null,
      userId: null,
      address: '192.0.2.7',
    })
  })

  test('that loses the race for the last place is one event, and leaves nothing else', async () => {
    const { token, id } = await givenLink({ maxUses: 1 })
    const statuses = (await Promise.all([join(token), join(token)])).map(({ status }) => status)
    expect(statuses.sort()).toEqual([201, 400])
    expect(await latest(id)).toMatchObject({ data: { reason: 'full' } })
    expect(await getDb().signupTokenUse.count({ where: { signupTokenId: id } })).toBe(1)
  })

  test('is recorded at most once per minute, reason and link', async () => {
    const { id } = await givenLink()
    const other = await givenLink()
    const start = new Date('2031-01-01T00:00:10Z').getTime()
    setClock(() => new Date(start))
    const flood = Array.from({ length: 50 }, () => recordRefusal(id, 'full'))
    await Promise.all([...flood, recordRefusal(id, 'paused'), recordRefusal(other.id, 'full')])
    setClock(() => new Date(start + 60_000))
    await recordRefusal(id, 'full')
    const where = { type: 'public-signup-token-user-refused', signupTokenId: id }
    expect(await getDb().event.count({ where })).toBe(3)
    expect(await getDb().event.count({ where: { ...where, signupTokenId: other.id } })).toBe(1)
  })

  test('without a genuine link, or of an invalid form, is not recorded', async () => {
    const { token } = await givenLink()
    const before = await getDb().event.count()
    await join('A'.repeat(32))
    await signUp(request('POST', '/', { body: signupBody({ email: 'x' }) }), params({ token }))
    expect(await getDb().event.count()).toBe(before)
  })
})

// CHECKLIST 64
test('line breaks and terminal codes in an agent or a name are escaped', async () => {
  const { token, id } = await givenLink()
  // A header cannot contain a line break; a tab and space-like characters are possible.
  await join(token, { ...from, 'user-agent': 'curl\t\u009b31m\u0085{"level":50}' })
  expect((await latest(id)).userAgent).toBe('curl\\u0009\\u009b31m\\u0085{"level":50}')
  const name = 'token\r\n2026-01-01 admin signed in \u001b[31m\u202e'
  await recordEvent(getDb(), { type: 'settings-updated', actor: { userId: null, name } })
  const { actorName } = await getDb().event.findFirstOrThrow({ orderBy: { id: 'desc' } })
  expect(actorName).toBe('token\\u000d\\u000a2026-01-01 admin signed in \\u001b[31m\\u202e')
})

// CHECKLIST 65, 70
describe('the clean-up', () => {
  test('erases address and agent after EVENT_ADDRESS_DAYS, and nothing else, also when run twice at once', async () => {
    const { token, id } = await givenLink()
    await join(token)
    const events = () => getDb().event.findMany({ where: { signupTokenId: id } })
    const before = await events()
    const start = now().getTime()
    setClock(() => new Date(start + 30 * DAY - HOUR))
    await cleanUp()
    expect(await events()).toEqual(before)
    setClock(() => new Date(start + 30 * DAY + HOUR))
    await Promise.all([cleanUp(), cleanUp(), cleanUp()])
    await cleanUp()
    const after = before.map((event) => ({ ...event, address: null, userAgent: null }))
    expect(await events()).toEqual(after)
  })

  test('deletes ended sessions and resets, and keeps the others', async () => {
    const { id: userId } = await givenUser()
    await createSession(getDb(), userId, null)
    const reset = { id: 'r1', secretHash: 'x', userId, expiresAt: new Date(now().getTime() + HOUR) }
    await getDb().passwordReset.create({ data: reset })
    const counts = async () => [
      await getDb().session.count({ where: { userId } }),
      await getDb().passwordReset.count({ where: { userId } }),
    ]
    await cleanUp()
    expect(await counts()).toEqual([1, 1])
    const start = now().getTime()
    setClock(() => new Date(start + 8 * DAY))
    await cleanUp()
    expect(await counts()).toEqual([0, 0])
  })
})
