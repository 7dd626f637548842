import { expect, test } from 'vitest'
import { EDITOR_ROLE } from '@/lib/roles'
import { getDb } from '@/lib/server/db/db'
import { signup } from '@/lib/server/signup/signup'
import { updateUser } from '@/lib/server/users/users'
import { givenAdmin, signedIn, signupBody } from '@/lib/testing/factories'
import { createSignupToken } from './create'
import { inviteToken } from './token'

// CHECKLIST 54, while processes of two versions work on one database (docs/decisions/0050): what an
// earlier version writes about a person is one statement on "User", and no more.

async function givenCreator() {
  const creator = await givenAdmin()
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
  const { row } = await createSignupToken(await signedIn(creator), { name: 'Rowing', expiresAt })
  return { creator, id: row.id, token: inviteToken(row) }
}

const changes = {
  demotes: (id: number) => getDb().user.update({ where: { id }, data: { roleId: EDITOR_ROLE } }),
  disables: (id: number) => getDb().user.update({ where: { id }, data: { enabled: false } }),
  deletes: (id: number) => getDb().user.delete({ where: { id } }),
}

for (const [what, change] of Object.entries(changes)) {
  test(`an earlier version that ${what} a creator pauses their links`, async () => {
    const { creator, token } = await givenCreator()
    await signup(token, signupBody(), null)
    await change(creator.id)
    await expect(signup(token, signupBody(), null)).rejects.toThrow('This invite link is paused.')
  })
}

test('an earlier version that enables a creator again resumes their links', async () => {
  const { creator, token } = await givenCreator()
  await changes.disables(creator.id)
  await getDb().user.update({ where: { id: creator.id }, data: { enabled: true } })
  await expect(signup(token, signupBody(), null)).resolves.toBeDefined()
})

test('links that this version pauses still get their event and a new version', async () => {
  const { creator, id } = await givenCreator()
  const boss = await signedIn(await givenAdmin())
  await updateUser(boss, creator.id, { enabled: false }, null)
  await updateUser(boss, creator.id, { enabled: true }, null)
  const where = { signupTokenId: id, type: 'public-signup-token-updated' }
  expect(await getDb().event.count({ where })).toBe(2)
  const link = await getDb().signupToken.findUnique({ where: { id } })
  expect(link).toMatchObject({ creatorLost: false, version: 3 })
})
