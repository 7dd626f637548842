import { beforeEach, describe, expect, test } from 'vitest'
import { findSession } from '@/lib/server/auth/sessions'
import { getDb } from '@/lib/server/db/db'
import { setClock } from '@/lib/server/runtime/clock'
import { signup } from '@/lib/server/signup/signup'
import { updateUser } from '@/lib/server/users/users'
import { emptyDatabase } from '@/lib/testing/databases'
import {
  cookieFor,
  givenAdmin,
  givenLink,
  givenProgram,
  givenUser,
  signedIn,
  signupBody,
} from '@/lib/testing/factories'
import { previewRollback } from './preview'
import { createRollback, undoRollback } from './rollbacks'

const DAY = 24 * 3_600_000

async function givenMember(link: { id: string }, options: Parameters<typeof givenUser>[0] = {}) {
  const user = await givenUser(options)
  await getDb().signupTokenUse.create({ data: { signupTokenId: link.id, userId: user.id } })
  return user
}

async function isEnabled(id: number): Promise<boolean | undefined> {
  return (await getDb().user.findUnique({ where: { id } }))?.enabled
}

async function eventsOf(type: string) {
  return await getDb().event.findMany({ where: { type }, orderBy: { id: 'asc' } })
}

describe('removing the people who joined through a link', () => {
  beforeEach(emptyDatabase)

  // CHECKLIST 48
  test('disables everyone who joined, ends their sessions and pauses the link, with one event', async () => {
    const actor = await signedIn(await givenAdmin())
    const link = await givenLink()
    const [one, two] = [await givenMember(link), await givenMember(link)]
    const other = await givenMember(await givenLink())
    const cookies = await Promise.all([one, two, other].map(({ id }) => cookieFor(id)))
    const preview = await previewRollback(
      actor.userId,
      { link, since: link.createdAt },
      { limit: 1 },
    )
    expect([preview.count, preview.users[0]?.id, preview.kept]).toEqual([2, two.id, []])
    const reversal = await createRollback(actor, link.token, {})
    expect(reversal).toMatchObject({ count: 2, revertedAt: null })
    const enabled = await Promise.all([one, two, other].map(({ id }) => isEnabled(id)))
    expect(enabled).toEqual([false, false, true])
    const sessions = await Promise.all(cookies.map(findSession))
    expect(sessions.map((session) => session?.userId)).toEqual([undefined, undefined, other.id])
    const after = await getDb().signupToken.findUnique({ where: { id: link.id } })
    expect([after?.enabled, after?.version]).toEqual([false, 2])
    const [event, ...more] = await eventsOf('public-signup-token-reversed')
    expect(more).toEqual([])
    expect(event).toMatchObject({
      signupTokenId: link.id,
      actorUserId: actor.userId,
      data: { count: 2, of: 2, since: link.createdAt.toISOString(), paused: true },
    })
    expect(JSON.stringify(event)).not.toContain(one.email)
  })

  test('of a link that was paused already says that nothing paused it', async () => {
    const link = await givenLink()
    await givenAdmin()
    await getDb().signupToken.update({ where: { id: link.id }, data: { enabled: false } })
    await createRollback(await givenProgram(), link.token, {})
    const [event] = await eventsOf('public-signup-token-reversed')
    expect(event?.data).toMatchObject({ paused: false })
  })

  test('since an instant affects only those from then on; the link can stay open', async () => {
    const link = await givenLink()
    await givenAdmin()
    const early = await givenMember(link)
    const since = new Date(Date.now() + 3_600_000)
    const late = await givenMember(link)
    await getDb().signupTokenUse.update({
      where: { userId: late.id },
      data: { usedAt: since },
    })
    const input = { since: since.toISOString(), pause: false }
    expect((await createRollback(await givenProgram(), link.token, input)).count).toBe(1)
    expect([await isEnabled(early.id), await isEnabled(late.id)]).toEqual([true, false])
    expect((await getDb().signupToken.findUnique({ where: { id: link.id } }))?.enabled).toBe(true)
  })

  test('never disables the caller or the last administrator, and says so', async () => {
    const link = await givenLink({ roleId: 1 })
    const [one, two] = [
      await givenMember(link, { roleId: 1 }),
      await givenMember(link, { roleId: 1 }),
    ]
    const scope = { link, since: link.createdAt }
    const mine = await previewRollback(one.id, scope, { limit: 10 })
    expect([mine.count, mine.kept]).toEqual([
      1,
      [{ id: one.id, name: one.name, reason: 'yourself' }],
    ])
    const by = await previewRollback(null, scope, { limit: 10 })
    expect(by.kept).toEqual([{ id: one.id, name: one.name, reason: 'lastAdmin' }])
    await createRollback(await givenProgram(), link.token, {})
    expect([await isEnabled(one.id), await isEnabled(two.id)]).toEqual([true, false])
    await createRollback(await signedIn(one), link.token, {})
    expect(await isEnabled(one.id)).toBe(true)
  })

  test('when undone, enables exactly those people, except those changed since', async () => {
    const actor = await signedIn(await givenAdmin())
    const link = await givenLink()
    const people = await Promise.all(Array.from({ length: 4 }, () => givenMember(link)))
    const [back, again, before, gone] = people.map(({ id }) => id) as [
      number,
      number,
      number,
      number,
    ]
    await updateUser(actor, before, { enabled: false }, null)
    const { id } = await createRollback(actor, link.token, {})
    await updateUser(actor, again, { enabled: true }, null)
    await updateUser(actor, again, { enabled: false }, null)
    await getDb().user.delete({ where: { id: gone } })
    await undoRollback(actor, link.token, id)
    const enabled = await Promise.all([back, again, before, gone].map(isEnabled))
    expect(enabled).toEqual([true, false, false, undefined])
    const [event] = await eventsOf('public-signup-token-reversal-reverted')
    expect(event).toMatchObject({ signupTokenId: link.id, data: { reversal: id, count: 1 } })
    expect((await getDb().signupToken.findUnique({ where: { id: link.id } }))?.enabled).toBe(false)
    await expect(undoRollback(actor, link.token, id)).rejects.toThrow('no longer be undone')
  })

  test('can be undone for seven days, only through its own link', async () => {
    await givenAdmin()
    const [link, other] = [
      await givenLink({ expiresAt: new Date(Date.now() + 30 * DAY) }),
      await givenLink(),
    ]
    const person = await givenMember(link)
    const start = new Date()
    setClock(() => start)
    const { id, revertibleUntil } = await createRollback(await givenProgram(), link.token, {})
    expect(Date.parse(revertibleUntil)).toBe(start.getTime() + 7 * DAY)
    await expect(undoRollback(await givenProgram(), other.token, id)).rejects.toThrow(
      'no longer be undone',
    )
    setClock(() => new Date(start.getTime() + 7 * DAY))
    await expect(undoRollback(await givenProgram(), link.token, id)).rejects.toThrow(
      'no longer be undone',
    )
    setClock(() => new Date(start.getTime() + 7 * DAY - 1))
    await undoRollback(await givenProgram(), link.token, id)
    expect(await isEnabled(person.id)).toBe(true)
  })

  test('works for ten thousand people at once', async () => {
    await givenAdmin()
    const link = await givenLink()
    await getDb().$executeRaw`
      INSERT INTO "User" ("email", "name", "passwordHash", "roleId")
      SELECT 'many' || n || '@example.org', 'Many ' || n, 'none', 3 FROM generate_series(1, 10000) AS n`
    await getDb().$executeRaw`
      INSERT INTO "SignupTokenUse" ("signupTokenId", "userId")
      SELECT ${link.id}, "id" FROM "User" WHERE "email" LIKE 'many%'`
    await getDb().$executeRaw`
      INSERT INTO "Session" ("id", "secretHash", "expiresAt", "userId")
      SELECT 'session' || "id", 'none', now() + interval '1 day', "id" FROM "User"`
    const reversal = await createRollback(await givenProgram(), link.token, {})
    expect(reversal.count).toBe(10_000)
    expect(await getDb().session.count()).toBe(1)
    expect(await getDb().user.count({ where: { enabled: false } })).toBe(10_000)
    await undoRollback(await givenProgram(), link.token, reversal.id)
    expect(await getDb().user.count({ where: { enabled: true } })).toBe(10_001)
  })
})

describe('at the same moment', () => {
  test('a simultaneous sign-up is either earlier and disabled, or later and refused', async () => {
    for (let round = 0; round < 10; round += 1) {
      await emptyDatabase()
      await givenAdmin()
      const link = await givenLink()
      const arriving = Array.from({ length: 8 }, () => signup(link.token, signupBody(), null))
      const [reversal, ...signups] = await Promise.allSettled([
        createRollback(await givenProgram(), link.token, {}),
        ...arriving,
      ])
      expect(reversal.status).toBe('fulfilled')
      const joined = signups.filter(({ status }) => status === 'fulfilled').length
      for (const outcome of signups) {
        if (outcome.status === 'rejected') expect(outcome.reason.name).toBe('InvitePausedError')
      }
      const people = { use: { signupTokenId: link.id } }
      expect(await getDb().user.count({ where: people })).toBe(joined)
      expect(await getDb().user.count({ where: { ...people, enabled: true } })).toBe(0)
      expect(await getDb().session.count()).toBe(0)
    }
  })

  test('two administrators disable each person once', async () => {
    for (let round = 0; round < 5; round += 1) {
      await emptyDatabase()
      const admins = [await signedIn(await givenAdmin()), await signedIn(await givenAdmin())]
      const link = await givenLink()
      for (let count = 0; count < 5; count += 1) await givenMember(link)
      const created = await Promise.all(
        admins.map((actor) => createRollback(actor, link.token, {})),
      )
      expect(created.map(({ count }) => count).toSorted()).toEqual([0, 5])
      const first = created.find(({ count }) => count === 5)
      const reverts = admins.map((actor) => undoRollback(actor, link.token, first?.id ?? 0))
      const outcomes = await Promise.allSettled(reverts)
      expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
      expect(await getDb().user.count({ where: { enabled: true } })).toBe(7)
    }
  })
})
