import { beforeEach, describe, expect, test } from 'vitest'
import { getDb } from '@/lib/server/db/db'
import { cleanUp } from '@/lib/server/lifecycle/clean-up'
import { DAY, now, setClock } from '@/lib/server/runtime/clock'
import { emptyDatabase } from '@/lib/testing/databases'
import { givenLink } from '@/lib/testing/factories'
import { statementsOf } from '@/lib/testing/statements'
import { linkCounts, toLinkCountsResponse } from './counts'
import { countFor, TALLY_MAX, takeTally } from './tally'
import { startWritingCounts, writeCounts } from './write'

beforeEach(() => {
  takeTally()
})

describe('counts of a link', () => {
  test('of several processes, and of one that starts again, add up', async () => {
    const { id } = await givenLink()
    for (const times of [1, 2]) {
      for (let time = 0; time < times; time += 1) countFor(id, 'opened')
      countFor(id, 'full')
      await writeCounts()
    }
    // Nothing of it is in memory any more.
    expect(takeTally()).toEqual([])
    expect(await linkCounts(id)).toEqual({
      opened: 3,
      started: 0,
      joined: 0,
      refused: [{ reason: 'full', count: 2 }],
    })
  })

  test('of twenty processes that write the same links at once are all there', async () => {
    const links = await Promise.all(Array.from({ length: 20 }, () => givenLink()))
    const writes = links.map((_, turn) => {
      const order = turn % 2 === 0 ? links : links.toReversed()
      for (const { id } of order) countFor(id, 'started')
      return writeCounts()
    })
    await Promise.all(writes)
    for (const { id } of links) expect((await linkCounts(id)).started).toBe(20)
  })

  test('are written by one statement, and by none where nothing was counted', async () => {
    const links = [await givenLink(), await givenLink()]
    expect(await statementsOf(writeCounts)).toEqual([])
    for (const { id } of links) {
      countFor(id, 'opened')
      countFor(id, 'started')
    }
    expect(await statementsOf(writeCounts)).toHaveLength(1)
    expect(await statementsOf(writeCounts)).toEqual([])
  })

  test('stay in memory while the database cannot take them', async () => {
    const { id } = await givenLink()
    countFor(id, 'opened')
    await getDb().$executeRaw`ALTER TABLE "LinkCount" RENAME TO "away"`
    await expect(writeCounts()).rejects.toThrow()
    await getDb().$executeRaw`ALTER TABLE "away" RENAME TO "LinkCount"`
    countFor(id, 'opened')
    await writeCounts()
    expect((await linkCounts(id)).opened).toBe(2)
  })

  test('are written when the process stops', async () => {
    const { id } = await givenLink()
    const stop = startWritingCounts()
    countFor(id, 'opened')
    await stop()
    expect(takeTally()).toEqual([])
    expect((await linkCounts(id)).opened).toBe(1)
  })

  test('of a link that is not there are dropped, and those of others written', async () => {
    const { id } = await givenLink()
    countFor('0'.repeat(16), 'opened')
    countFor(id, 'opened')
    await writeCounts()
    expect((await linkCounts(id)).opened).toBe(1)
    expect((await linkCounts('0'.repeat(16))).opened).toBe(0)
  })

  test('take bounded memory: what is known goes on, what is new is left out', () => {
    for (let number = 0; number < TALLY_MAX + 5; number += 1) countFor(`link${number}`, 'opened')
    countFor('link0', 'opened')
    const tally = takeTally()
    expect(tally).toHaveLength(TALLY_MAX)
    expect(tally[0]).toMatchObject({ signupTokenId: 'link0', count: 2 })
  })

  test('of this process are seen at once, others when they are written', async () => {
    const { id } = await givenLink()
    countFor(id, 'opened')
    await writeCounts()
    countFor(id, 'opened')
    countFor(id, 'emailTaken')
    expect(await linkCounts(id)).toMatchObject({
      opened: 2,
      refused: [{ reason: 'emailTaken', count: 1 }],
    })
  })

  test('are listed for each of the last thirty days of UTC, with those who joined', async () => {
    const { id } = await givenLink()
    const start = Date.parse('2030-03-01T23:59:59.999Z')
    setClock(() => new Date(start))
    countFor(id, 'opened')
    await writeCounts()
    await getDb().signupTokenUse.create({ data: { signupTokenId: id, usedAt: now() } })
    await getDb().signupToken.update({ where: { id }, data: { useCount: 1 } })
    setClock(() => new Date(start + 1))
    countFor(id, 'opened')
    countFor(id, 'started')
    const { days, ...totals } = await toLinkCountsResponse(id)
    expect(totals).toEqual({ opened: 2, started: 1, joined: 1, refused: [] })
    expect(days).toHaveLength(30)
    expect(days.slice(-2)).toEqual([
      { day: '2030-03-01', opened: 1, started: 0, joined: 1 },
      { day: '2030-03-02', opened: 1, started: 1, joined: 0 },
    ])
  })
})

test('counts are deleted after 400 days, and with their link', async () => {
  await emptyDatabase()
  const { id } = await givenLink()
  const at = Date.now()
  for (const days of [401, 400, 0]) {
    setClock(() => new Date(at - days * DAY))
    countFor(id, 'opened')
  }
  await writeCounts()
  await cleanUp()
  expect(await getDb().linkCount.count()).toBe(2)
  await getDb().signupToken.delete({ where: { id } })
  expect(await getDb().linkCount.count()).toBe(0)
})
