import { describe, expect, test } from 'vitest'
import { getDb } from '@/lib/server/db/db'
import { givenAdminToken, givenLink, givenUser } from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'
import { GET } from './route'

async function events(query: Record<string, string> = {}) {
  const authorization = await givenAdminToken()
  const path = `/api/admin/events?${new URLSearchParams(query)}`
  const response = await GET(request('GET', path, { authorization }), params({}))
  return { status: response.status, ...(await response.json()) }
}

describe('GET /api/admin/events', () => {
  test('events of a link are found by its token or its id, and only those', async () => {
    const [one] = [await givenLink(), await givenLink()]
    for (const token of [one.token, one.id]) {
      const found = await events({ token })
      expect(found.events.map(({ token: link }: { token: object }) => link)).toEqual([
        { id: one.id, name: one.name },
      ])
    }
  })

  test('what is no link’s token or id has no events', async () => {
    await givenLink()
    for (const token of ['', '\u0000', 'x', "'", 'A'.repeat(32), '0'.repeat(16)]) {
      expect(await events({ token })).toMatchObject({ status: 200, events: [] })
    }
  })

  test('events of a person are those of whom it was done to and of who did it', async () => {
    const { id } = await givenUser()
    const other = await givenUser()
    const types = ['user-updated', 'user-signed-in', 'user-deleted']
    await getDb().event.createMany({
      data: [
        { type: 'user-updated', userId: id, actorUserId: other.id },
        { type: 'user-signed-in', userId: other.id, actorUserId: id },
        { type: 'user-deleted', userId: other.id, actorUserId: other.id },
      ],
    })
    const typesOf = async (user: number) =>
      (await events({ user: String(user) })).events.map(({ type }: { type: string }) => type)
    expect(await typesOf(id)).toEqual(types.slice(0, 2).reverse())
    expect(await typesOf(other.id)).toEqual([...types].reverse())
  })

  test('from and until bound the time, exactly, whatever the order of ids', async () => {
    const { id: userId } = await givenUser()
    const at = (second: number) => new Date(Date.UTC(2031, 0, 1, 0, 0, second))
    const seconds = [1, 3, 2, 4, 5]
    await getDb().event.createMany({
      data: seconds.map((second) => ({ type: 'user-updated', userId, createdAt: at(second) })),
    })
    const found = async (from: number | null, until: number | null) => {
      const query = {
        user: String(userId),
        ...(from !== null && { from: at(from).toISOString() }),
        ...(until !== null && { until: at(until).toISOString() }),
      }
      const list: { createdAt: string }[] = (await events(query)).events
      return list.map(({ createdAt }) => new Date(createdAt).getUTCSeconds())
    }
    expect(await found(2, 4)).toEqual([2, 3])
    expect(await found(3, null)).toEqual([5, 4, 3])
    expect(await found(null, 2)).toEqual([1])
    expect(await found(6, null)).toEqual([])
    expect(await found(4, 4)).toEqual([])
  })

  test('pages walk through all, newest first, each once', async () => {
    for (let link = 0; link < 5; link += 1) await givenLink()
    const type = 'public-signup-token-created'
    const all = (await events({ type })).events
    const walked: unknown[] = []
    let cursor: number | null = null
    do {
      const more: Record<string, string> = cursor === null ? {} : { cursor: String(cursor) }
      const page = await events({ type, limit: '2', ...more })
      walked.push(...page.events)
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(walked).toEqual(all)
    expect(walked.length).toBeGreaterThanOrEqual(5)
  })

  test('a query that cannot be is a 400 with its path', async () => {
    const wrong = [
      ['type', 'no-such-type'],
      ['user', 'ada'],
      ['user', '0'],
      ['limit', '1001'],
      ['cursor', '-1'],
      ['from', 'yesterday'],
      ['until', '2030-02-30T00:00:00Z'],
    ] as const
    for (const [name, value] of wrong) {
      const { status, details } = await events({ [name]: value })
      expect([status, details[0]?.path]).toEqual([400, `/query/${name}`])
    }
  })
})
