import { beforeEach, expect, test } from 'vitest'
import { POST as bulk } from '@/app/api/admin/invite-link/bulk/route'
import {
  PUT as putLink,
  DELETE as revokeLink,
} from '@/app/api/admin/invite-link/tokens/[token]/route'
import type { BulkInput } from '@/lib/schemas/bulk'
import { getDb } from '@/lib/server/db/db'
import { DAY, HOUR, now, setClock } from '@/lib/server/runtime/clock'
import { cookieFor, givenAdmin, givenLink } from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'
import { statementsOf } from '@/lib/testing/statements'

let cookie = ''

beforeEach(async () => {
  const at = new Date()
  setClock(() => at)
  cookie = await cookieFor((await givenAdmin()).id)
})

const inOneDay = () => new Date(now().getTime() + DAY)
const later = () => inOneDay().toISOString()

type Case = {
  /** How the links are before the change. */
  before: Parameters<ReturnType<typeof getDb>['signupToken']['update']>[0]['data']
  /** The body of a PUT, or null for a DELETE. */
  single: () => object | null
}

const cases: Record<string, Case & { action: BulkInput['action'] }> = {
  pause: { action: 'pause', before: {}, single: () => ({ enabled: false }) },
  resume: { action: 'resume', before: { enabled: false }, single: () => ({ enabled: true }) },
  'resume in place of a creator who is gone': {
    action: 'resume',
    before: { enabled: false, creatorLost: true },
    single: () => ({ enabled: true }),
  },
  revoke: { action: 'revoke', before: {}, single: () => null },
  restore: {
    action: 'restore',
    before: { revokedAt: new Date('2026-01-01T00:00:00Z') },
    single: () => ({ revoked: false }),
  },
  extend: { action: 'extend', before: {}, single: () => ({ expiresAt: later() }) },
}

/** A link in the state of a case, the same each time but for its id and token. */
async function givenCase({ before }: Case) {
  const expiresAt = new Date(now().getTime() + HOUR)
  const link = await givenLink({ name: 'Rowing', expiresAt })
  await getDb().signupToken.update({ where: { id: link.id }, data: before })
  return link
}

/** What a change wrote: the link's events but its creation, and the link, without what names them. */
async function written(id: string) {
  const events = await getDb().event.findMany({
    where: { signupTokenId: id, type: { not: 'public-signup-token-created' } },
    orderBy: { id: 'asc' },
  })
  const row = await getDb().signupToken.findUniqueOrThrow({ where: { id } })
  return {
    events: events.map(({ id: _, signupTokenId: __, ...event }) => event),
    row: { ...row, id: '', nonce: '' },
  }
}

function changeMany(tokens: string[], action: BulkInput['action']) {
  const body = { tokens, action, ...(action === 'extend' && { expiresAt: later() }) }
  return bulk(request('POST', '/bulk', { body, cookie }), params({}))
}

for (const [what, each] of Object.entries(cases)) {
  test(`${what}: a bulk change writes for each link what a single change writes, field by field`, async () => {
    const links = [await givenCase(each), await givenCase(each), await givenCase(each)]
    const [one, ...many] = links
    const at = params({ token: one?.token ?? '' })
    const body = each.single()
    const single = body
      ? await putLink(request('PUT', '/', { cookie, body }), at)
      : await revokeLink(request('DELETE', '/', { cookie }), at)
    expect(single.status).toBe(200)
    const tokens = many.map(({ token }) => token)
    expect((await changeMany(tokens, each.action)).status).toBe(200)
    const expected = await written(one?.id ?? '')
    expect(expected.events).toHaveLength(1)
    for (const { id } of many) expect(await written(id)).toEqual(expected)
  })
}

test('a bulk change of any number of links writes links and events with one statement each', async () => {
  const links = await Promise.all(Array.from({ length: 20 }, () => givenLink()))
  const tokens = links.map(({ token }) => token)
  const sent = await statementsOf(() => changeMany(tokens, 'pause'))
  const writes = sent.filter((text) =>
    /^\s*(INSERT INTO|UPDATE) ("public".)?"(Event|SignupToken)"/.test(text),
  )
  expect(writes.map((text) => text.trim().split(' ')[0])).toEqual(['UPDATE', 'INSERT'])
})
