import { afterAll, beforeAll, expect, test } from 'vitest'
import { ADMIN_ROLE } from '@/lib/roles'
import { getDb } from '@/lib/server/db/db'
import { DAY, HOUR, setClock } from '@/lib/server/runtime/clock'
import { provideEnv } from '@/lib/server/runtime/env'
import { givenLink, givenUser, nextNumber, signupBody } from '@/lib/testing/factories'
import { attempts, placesOf, post } from '@/lib/testing/sign-ups'
import { findAttempt } from './strict'

beforeAll(() => provideEnv({ SIGNUP_STRICT: 'true' }))
afterAll(() => provideEnv({ SIGNUP_STRICT: '' }))

test('the first administrator joins through the printed link, which a registered address does not use up', async () => {
  const { token, id } = await givenLink({ roleId: ADMIN_ROLE, maxUses: 1, bootstrap: true })
  const { email } = await givenUser()
  const isDead = async () =>
    (await getDb().signupToken.findUniqueOrThrow({ where: { id } })).revokedAt !== null
  expect([(await post(token, signupBody({ email }))).status, await isDead()]).toEqual([202, false])
  expect([(await post(token, signupBody())).status, await isDead()]).toEqual([202, true])
  expect(await getDb().user.count({ where: { roleId: ADMIN_ROLE } })).toBe(1)
})

test('a registered address takes no place, and changes neither its account nor the link', async () => {
  const { token, id } = await givenLink({ maxUses: 2 })
  await post(token, signupBody())
  const before = await placesOf(id)
  const user = await givenUser({ username: `Ada ${nextNumber()}` })
  const where = { id: user.id }
  const stored = await getDb().user.findUniqueOrThrow({ where, omit: { passwordHash: false } })
  setClock(() => new Date(Date.now() + HOUR / 2))
  for (let n = 0; n < 3; n += 1) {
    expect((await post(token, signupBody({ email: user.email, name: 'Mallory' }))).status).toBe(202)
  }
  // Last used means when the last person joined, not when a place was returned.
  const last = await getDb().signupTokenUse.findFirstOrThrow({ where: { signupTokenId: id } })
  expect(await placesOf(id)).toEqual({ ...before, lastUsedAt: last.usedAt })
  expect(await getDb().user.findUniqueOrThrow({ where, omit: { passwordHash: false } })).toEqual(
    stored,
  )
  expect((await post(token, signupBody())).status).toBe(202)
  expect(await placesOf(id)).toMatchObject({ useCount: 2, uses: 2 })
})

// CHECKLIST 31
test('the owner of a registered address is notified once a day, for thirty days, without saying who it was', async () => {
  const { token } = await givenLink({ expiresAt: new Date('2030-07-01T00:00:00.000Z') })
  const { id, email } = await givenUser()
  expect(await findAttempt(id)).toBeNull()
  const first = new Date('2030-05-05T23:00:00.000Z')
  const hours = [0, 0.9, 1, 24.5]
  for (const hour of hours) {
    setClock(() => new Date(first.getTime() + hour * HOUR))
    await Promise.all([1, 2].map(() => post(token, signupBody({ email, name: 'Mallory' }))))
  }
  expect(await attempts(id)).toBe(2)
  expect(await findAttempt(id)).toEqual(new Date('2030-05-06T00:00:00.000Z'))
  const event = await getDb().event.findFirstOrThrow({ where: { userId: id } })
  expect(event).toMatchObject({ actorUserId: null, actorName: 'Somebody', data: {} })
  setClock(() => new Date(first.getTime() + 32 * DAY))
  expect(await findAttempt(id)).toBeNull()
})
