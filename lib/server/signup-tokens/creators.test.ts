import { beforeAll, beforeEach, expect, test } from 'vitest'
import { ADMIN_ROLE, EDITOR_ROLE } from '@/lib/roles'
import { deleteAccount } from '@/lib/server/account/account'
import { getDb } from '@/lib/server/db/db'
import { createRollback, undoRollback } from '@/lib/server/rollbacks/rollbacks'
import { signup } from '@/lib/server/signup/signup'
import { deleteUser, updateUser } from '@/lib/server/users/users'
import { givenAdmin, givenLink, goodPassword, signedIn, signupBody } from '@/lib/testing/factories'
import { updateSignupToken } from './changes'
import { createSignupToken } from './create'
import { toSignupTokenResponse } from './responses'
import { getSignupToken } from './signup-tokens'
import { inviteToken } from './token'

// CHECKLIST 54: a link lives by the right of its creator. The triggers that look after processes of an
// earlier version (earlier-version.test.ts) are away here, so that the use cases are alone.

let boss: Awaited<ReturnType<typeof signedIn>>

beforeAll(async () => {
  await getDb().$executeRaw`DROP TRIGGER "User_maker_changed" ON "User"`
  await getDb().$executeRaw`DROP TRIGGER "User_maker_deleted" ON "User"`
})

beforeEach(async () => {
  boss = await signedIn(await givenAdmin())
})

function newLink() {
  return { name: 'Rowing', expiresAt: new Date(Date.now() + 3_600_000).toISOString() }
}

async function givenCreator() {
  const creator = await givenAdmin()
  const actor = await signedIn(creator)
  const { row } = await createSignupToken(actor, newLink())
  return { creator, actor, id: row.id, token: inviteToken(row) }
}

async function stateOf(token: string) {
  return (await toSignupTokenResponse(await getSignupToken(token))).state
}

type Creator = Awaited<ReturnType<typeof givenAdmin>>

/** Disables the creator with everyone who joined by some link. Returns that link and the rollback. */
async function rollBack({ id }: Creator) {
  const link = await givenLink()
  await getDb().signupTokenUse.create({ data: { signupTokenId: link.id, userId: id } })
  return { link, rollback: await createRollback(boss, link.token, {}) }
}

const losses = {
  demoted: ({ id }: Creator) => updateUser(boss, id, { rootRole: EDITOR_ROLE }, null),
  disabled: ({ id }: Creator) => updateUser(boss, id, { enabled: false }, null),
  deleted: ({ id }: Creator) => deleteUser(boss, id, null),
  'disabled with a link': rollBack,
  'deleted by themselves': async (creator: Creator) =>
    deleteAccount(await signedIn(creator), { currentPassword: goodPassword }),
}

/** The latest event of a link. */
async function latestEvent(signupTokenId: string) {
  return await getDb().event.findFirstOrThrow({ where: { signupTokenId }, orderBy: { id: 'desc' } })
}

for (const [what, lose] of Object.entries(losses)) {
  test(`the link of somebody who was ${what} is paused, and nobody can sign up through it`, async () => {
    const { creator, token } = await givenCreator()
    await signup(token, signupBody(), null)
    await lose(creator)
    expect(await stateOf(token)).toBe('paused')
    await expect(signup(token, signupBody(), null)).rejects.toThrow('This invite link is paused.')
    expect((await getSignupToken(token)).useCount).toBe(1)
  })

  test(`of thirty people who race with the creator being ${what}, exactly those who are counted join, and nobody later`, async () => {
    const { creator, token, id } = await givenCreator()
    const race = Array.from({ length: 30 }, () => signup(token, signupBody(), null))
    const [lost, ...outcomes] = await Promise.allSettled([lose(creator), ...race])
    expect(lost.status).toBe('fulfilled')
    const joined = outcomes.filter(({ status }) => status === 'fulfilled').length
    const { useCount } = await getSignupToken(token)
    expect(useCount).toBe(joined)
    expect(await getDb().signupTokenUse.count({ where: { signupTokenId: id } })).toBe(joined)
    await expect(signup(token, signupBody(), null)).rejects.toThrow('paused')
  })

  test(`a link created while its creator is ${what} is paused too`, async () => {
    const creator = await givenAdmin()
    const actor = await signedIn(creator)
    const createIt = async () => (await createSignupToken(actor, newLink())).row
    const creations = Array.from({ length: 8 }, createIt)
    const [, ...created] = await Promise.allSettled([lose(creator), ...creations])
    for (const outcome of created) {
      if (outcome.status !== 'fulfilled') continue
      expect(await stateOf(inviteToken(outcome.value))).toBe('paused')
    }
    await expect(createSignupToken(actor, newLink())).rejects.toThrow('do not have permission')
  })
}

const reasons: Record<keyof typeof losses, string> = {
  demoted: 'creator-demoted',
  disabled: 'creator-disabled',
  deleted: 'creator-deleted',
  'disabled with a link': 'creator-disabled',
  'deleted by themselves': 'creator-deleted',
}

test('each link of a creator who loses the right gets one event with the reason, and a new version', async () => {
  for (const [what, reason] of Object.entries(reasons)) {
    const { creator, actor, id, token } = await givenCreator()
    const { row: other } = await createSignupToken(actor, newLink())
    await losses[what as keyof typeof losses](creator)
    for (const link of [id, other.id]) {
      const where = { signupTokenId: link }
      expect(await getDb().event.count({ where }), what).toBe(2)
      expect(await latestEvent(link), what).toMatchObject({
        type: 'public-signup-token-updated',
        actorUserId: what === 'deleted by themselves' ? creator.id : boss.userId,
        data: { creatorLost: { from: false, to: true }, reason },
      })
    }
    expect((await getSignupToken(token)).version, what).toBe(2)
    const late = updateSignupToken(boss, token, { name: 'Late' }, '"1"')
    await expect(late).rejects.toMatchObject({ name: 'StaleError' })
  }
})

const returns = {
  'creator-promoted': async ({ id }: Creator) => {
    await updateUser(boss, id, { rootRole: EDITOR_ROLE }, null)
    await updateUser(boss, id, { rootRole: ADMIN_ROLE }, null)
  },
  'creator-enabled': async ({ id }: Creator) => {
    await updateUser(boss, id, { enabled: false }, null)
    await updateUser(boss, id, { enabled: true }, null)
  },
  'creator-enabled, by taking a rollback back': async (creator: Creator) => {
    const { link, rollback } = await rollBack(creator)
    await undoRollback(boss, link.token, rollback.id)
  },
}

test('each link of a creator who regains the right resumes, with one event with the reason', async () => {
  for (const [what, loseAndReturn] of Object.entries(returns)) {
    const { creator, id, token } = await givenCreator()
    await loseAndReturn(creator)
    expect(await stateOf(token), what).toBe('open')
    expect((await getSignupToken(token)).version, what).toBe(3)
    expect(await getDb().event.count({ where: { signupTokenId: id } }), what).toBe(3)
    expect(await latestEvent(id), what).toMatchObject({
      type: 'public-signup-token-updated',
      data: { creatorLost: { from: true, to: false }, reason: what.split(',')[0] },
    })
  }
})

test('the links of a creator who was disabled and demoted resume only when both are undone', async () => {
  const { creator, id, token } = await givenCreator()
  await losses.disabled(creator)
  await losses.demoted(creator)
  await updateUser(boss, creator.id, { enabled: true }, null)
  expect(await stateOf(token)).toBe('paused')
  expect(await getDb().event.count({ where: { signupTokenId: id } })).toBe(2)
  await updateUser(boss, creator.id, { rootRole: ADMIN_ROLE }, null)
  expect(await stateOf(token)).toBe('open')
})

test('five thousand links of one creator pause at once, with an event each', async () => {
  const { creator } = await givenCreator()
  await getDb().$executeRaw`
    INSERT INTO "SignupToken" ("id", "nonce", "name", "expiresAt", "roleId", "createdById")
    SELECT 'c' || lpad(n::text, 15, '0'), repeat('0', 16), 'Many', now() + interval '1 day', 3, ${creator.id}
    FROM generate_series(1, 5000) AS n`
  await losses.disabled(creator)
  const many = { createdById: creator.id, creatorLost: true, version: 2 }
  expect(await getDb().signupToken.count({ where: many })).toBe(5001)
  const [events] = await getDb().$queryRaw<object[]>`
    SELECT count(*)::int AS all, count(DISTINCT "signupTokenId")::int AS links
    FROM "Event" WHERE "signupTokenId" LIKE 'c0000%'`
  expect(events).toEqual({ all: 5000, links: 5000 })
})

test('if the creator is promoted or enabled again, their links resume', async () => {
  const { creator, token } = await givenCreator()
  await losses.disabled(creator)
  await updateUser(boss, creator.id, { enabled: true }, null)
  expect(await stateOf(token)).toBe('open')
})

test('whoever resumes such a link becomes its creator', async () => {
  const { creator, token } = await givenCreator()
  await losses.deleted(creator)
  await updateSignupToken(boss, token, { enabled: true }, null)
  expect(await getSignupToken(token)).toMatchObject({
    creatorLost: false,
    createdById: boss.userId,
  })
  expect(await stateOf(token)).toBe('open')
})

test('links of API tokens and of Foyer itself are not paused', async () => {
  const { token } = await givenLink()
  const { creator } = await givenCreator()
  await losses.deleted(creator)
  expect(await stateOf(token)).toBe('open')
  await expect(signup(token, signupBody(), null)).resolves.toBeDefined()
})
