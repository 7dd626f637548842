import { beforeEach, expect, test } from 'vitest'
import { DELETE as deleteOne } from '@/app/api/admin/invite-link/tokens/[token]/requests/[id]/route'
import { DELETE as deleteAll } from '@/app/api/admin/invite-link/tokens/[token]/requests/route'
import { getDb } from '@/lib/server/db/db'
import { now } from '@/lib/server/runtime/clock'
import { emptyDatabase } from '@/lib/testing/databases'
import { givenAdminToken, givenLink } from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'
import { MAX_REQUESTS, requestInvite } from './invite-requests'

beforeEach(emptyDatabase)

/** An expired link with this many requests, from old1@…, the oldest. */
async function givenAsked(count: number, options: Parameters<typeof givenLink>[0] = {}) {
  const link = await givenLink(options)
  await getDb().signupToken.update({ where: { id: link.id }, data: { revokedAt: now() } })
  const data = Array.from({ length: count }, (_, index) => ({
    signupTokenId: link.id,
    email: `old${index + 1}@example.org`,
  }))
  await getDb().inviteRequest.createMany({ data })
  return link
}

async function emailsOf({ id }: { id: string }) {
  const where = { signupTokenId: id }
  const rows = await getDb().inviteRequest.findMany({ where, orderBy: { id: 'asc' } })
  return rows.map(({ email }) => email)
}

// ATTACK 14
test('of fifty simultaneous requests at a link with 499, all are recorded, and the link keeps 500', async () => {
  const link = await givenAsked(MAX_REQUESTS - 1)
  const other = await givenAsked(3)
  const newest = Array.from({ length: 50 }, (_, index) => `new${index + 1}@example.org`)
  await Promise.all(newest.map((email) => requestInvite(link.token, { email })))
  const emails = await emailsOf(link)
  expect(emails).toHaveLength(MAX_REQUESTS)
  expect(emails.slice(-50).sort()).toEqual([...newest].sort())
  // The oldest 49 were replaced.
  expect(emails[0]).toBe('old50@example.org')
  expect(await emailsOf(other)).toHaveLength(3)
})

// ATTACK 14
test('an address on a full list that asks again replaces nobody', async () => {
  const link = await givenAsked(MAX_REQUESTS)
  await requestInvite(link.token, { email: 'old7@example.org' })
  expect((await emailsOf(link))[0]).toBe('old1@example.org')
  expect(await getDb().event.count({ where: { type: 'invite-request-created' } })).toBe(0)
})

// ATTACK 14
test('a flood pushes out open requests only: what was dismissed stays dismissed', async () => {
  const link = await givenAsked(MAX_REQUESTS)
  const where = { signupTokenId: link.id, email: 'old1@example.org' }
  await getDb().inviteRequest.updateMany({ where, data: { state: 'dismissed' } })
  await requestInvite(link.token, { email: 'new1@example.org' })
  await requestInvite(link.token, { email: 'new2@example.org' })
  const emails = await emailsOf(link)
  expect(emails.slice(0, 2)).toEqual(['old1@example.org', 'old3@example.org'])
  expect(emails).toHaveLength(MAX_REQUESTS + 1)
})

test('the link of the first administrator takes no requests', async () => {
  const link = await givenAsked(0, { bootstrap: true })
  await expect(requestInvite(link.token, { email: 'a@example.org' })).rejects.toMatchObject({
    name: 'InviteInvalidError',
  })
  expect(await emailsOf(link)).toEqual([])
})

// ATTACK 14
test('a deletion is one event with a number and no address; without requests there is none', async () => {
  const link = await givenAsked(3)
  const other = await givenAsked(1)
  const authorization = await givenAdminToken()
  const [first] = await getDb().inviteRequest.findMany({ where: { signupTokenId: link.id } })
  const [foreign] = await getDb().inviteRequest.findMany({ where: { signupTokenId: other.id } })
  const remove = (id: number | undefined) =>
    deleteOne(
      request('DELETE', '/', { authorization }),
      params({ token: link.token, id: String(id) }),
    )
  const removeAll = () =>
    deleteAll(request('DELETE', '/', { authorization }), params({ token: link.token }))
  expect((await remove(first?.id)).status).toBe(200)
  expect((await remove(first?.id)).status).toBe(404)
  expect((await remove(foreign?.id)).status).toBe(404)
  expect([(await removeAll()).status, (await removeAll()).status]).toEqual([200, 200])
  expect(await emailsOf(link)).toEqual([])
  expect(await emailsOf(other)).toHaveLength(1)
  const events = await getDb().event.findMany({ where: { type: 'invite-request-deleted' } })
  expect(events.map(({ data }) => data)).toEqual([{ requests: 1 }, { requests: 2 }])
  expect(events[0]).toMatchObject({ signupTokenId: link.id, actorName: 'Test token' })
  expect(JSON.stringify(events)).not.toContain('@')
})
