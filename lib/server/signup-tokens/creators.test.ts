import { beforeEach, expect, test } from 'vitest'
import { EDITOR_ROLE } from '@/lib/roles'
import { getDb } from '@/lib/server/db/db'
import { signup } from '@/lib/server/signup/signup'
import { deleteUser, updateUser } from '@/lib/server/users/users'
import { givenAdmin, givenLink, signedIn, signupBody } from '@/lib/testing/factories'
import { updateSignupToken } from './changes'
import { createSignupToken } from './create'
import { toSignupTokenResponse } from './responses'
import { getSignupToken } from './signup-tokens'
import { inviteToken } from './token'

// CHECKLIST 54: a link lives by the right of whoever made it.

let boss: Awaited<ReturnType<typeof signedIn>>

beforeEach(async () => {
  boss = await signedIn(await givenAdmin())
})

function newLink() {
  return { name: 'Made', expiresAt: new Date(Date.now() + 3_600_000).toISOString() }
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

const losses = {
  demoted: (id: number) => updateUser(boss, id, { rootRole: EDITOR_ROLE }, null),
  disabled: (id: number) => updateUser(boss, id, { enabled: false }, null),
  deleted: (id: number) => deleteUser(boss, id, null),
}

for (const [what, lose] of Object.entries(losses)) {
  test(`the link of somebody who was ${what} is paused, and nobody signs up by it`, async () => {
    const { creator, token } = await givenCreator()
    await signup(token, signupBody(), null)
    await lose(creator.id)
    expect(await stateOf(token)).toBe('paused')
    await expect(signup(token, signupBody(), null)).rejects.toThrow('This invite link is paused.')
    expect((await getSignupToken(token)).useCount).toBe(1)
  })

  test(`of thirty who race with their creator being ${what}, those are in who are counted, and nobody after`, async () => {
    const { creator, token, id } = await givenCreator()
    const race = Array.from({ length: 30 }, () => signup(token, signupBody(), null))
    const [lost, ...outcomes] = await Promise.allSettled([lose(creator.id), ...race])
    expect(lost.status).toBe('fulfilled')
    const joined = outcomes.filter(({ status }) => status === 'fulfilled').length
    const { useCount } = await getSignupToken(token)
    expect(useCount).toBe(joined)
    expect(await getDb().signupTokenUse.count({ where: { signupTokenId: id } })).toBe(joined)
    await expect(signup(token, signupBody(), null)).rejects.toThrow('paused')
  })

  test(`no link slips through that is made while its creator is ${what}`, async () => {
    const creator = await givenAdmin()
    const actor = await signedIn(creator)
    const make = async () => (await createSignupToken(actor, newLink())).row
    const makes = Array.from({ length: 8 }, make)
    const [, ...made] = await Promise.allSettled([lose(creator.id), ...makes])
    for (const outcome of made) {
      if (outcome.status !== 'fulfilled') continue
      expect(await stateOf(inviteToken(outcome.value))).toBe('paused')
    }
    await expect(createSignupToken(actor, newLink())).rejects.toThrow('may not do this')
  })
}

test('promoted or enabled again, the creator has the links back', async () => {
  const { creator, token } = await givenCreator()
  await losses.disabled(creator.id)
  await updateUser(boss, creator.id, { enabled: true }, null)
  expect(await stateOf(token)).toBe('open')
})

test('whoever resumes such a link answers for it from now on', async () => {
  const { creator, token } = await givenCreator()
  await losses.deleted(creator.id)
  await updateSignupToken(boss, token, { enabled: true }, null)
  expect(await getSignupToken(token)).toMatchObject({
    creatorLost: false,
    createdById: boss.userId,
  })
  expect(await stateOf(token)).toBe('open')
})

test('links of API tokens and of Foyer itself go on', async () => {
  const { token } = await givenLink()
  const { creator } = await givenCreator()
  await losses.deleted(creator.id)
  expect(await stateOf(token)).toBe('open')
  await expect(signup(token, signupBody(), null)).resolves.toBeDefined()
})
