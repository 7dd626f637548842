import { expect, test } from 'vitest'
import { VIEWER_ROLE } from '@/lib/roles'
import { getDb } from '@/lib/server/db/db'
import { DAY, now, setClock } from '@/lib/server/runtime/clock'
import { sha256 } from '@/lib/server/runtime/keys'
import { givenAdmin, givenProgram, nextNumber, signedIn } from '@/lib/testing/factories'
import { statementsOf } from '@/lib/testing/statements'
import { type Caller, requireCaller } from './auth'
import { findLiveAdmins } from './live-admins'

async function isLive(caller: Caller): Promise<boolean> {
  return (await findLiveAdmins([caller]))(caller)
}

async function givenPersonalToken(expiresAt: Date | null = null) {
  const { id: userId } = await givenAdmin()
  const secret = `user:${nextNumber()}`
  const row = { name: secret, secretHash: sha256(secret), userId, expiresAt }
  const { id } = await getDb().apiToken.create({ data: row })
  return { id, userId, caller: await requireCaller(new Headers({ authorization: secret })) }
}

test('a session is live until it ends, and while its person is an enabled administrator', async () => {
  const changes = [{ enabled: false }, { roleId: VIEWER_ROLE }]
  for (const data of changes) {
    const { id } = await givenAdmin()
    const caller = await signedIn({ id })
    expect(await isLive(caller)).toBe(true)
    await getDb().user.update({ where: { id }, data })
    expect(await isLive(caller)).toBe(false)
  }
  const caller = await signedIn(await givenAdmin())
  setClock(() => new Date(Date.now() + 3 * DAY))
  expect(await isLive(caller)).toBe(false)
})

test('so is a personal API token', async () => {
  const { id, userId, caller } = await givenPersonalToken(new Date(now().getTime() + DAY))
  expect(await isLive(caller)).toBe(true)
  setClock(() => new Date(Date.now() + DAY))
  expect(await isLive(caller)).toBe(false)
  setClock()
  await getDb().user.update({ where: { id: userId }, data: { enabled: false } })
  expect(await isLive(caller)).toBe(false)
  await getDb().user.update({ where: { id: userId }, data: { enabled: true } })
  await getDb().apiToken.delete({ where: { id } })
  expect(await isLive(caller)).toBe(false)
})

test('so is an admin API token, until it ends', async () => {
  const caller = await givenProgram()
  expect(await isLive(caller)).toBe(true)
  for (const column of ['endedAt', 'revokedAt'] as const) {
    const where = { id: caller.apiTokenId ?? 0 }
    await getDb().apiToken.update({ where, data: { [column]: now() } })
    expect(await isLive(caller)).toBe(false)
    await getDb().apiToken.update({ where, data: { [column]: null } })
  }
})

test('any number of sessions is one statement, and asking does not keep them alive', async () => {
  const callers = [await signedIn(await givenAdmin()), await signedIn(await givenAdmin())]
  const sent = await statementsOf(() => findLiveAdmins(callers))
  expect(sent).toEqual([expect.stringMatching(/^SELECT/)])
  expect(await statementsOf(() => findLiveAdmins([]))).toEqual([])
})
