import { expect, test } from 'vitest'
import { POST as askForInvite } from '@/app/invite/[token]/request/route'
import { POST as signUp } from '@/app/invite/[token]/signup/route'
import { createPasswordReset } from '@/lib/server/account/password-resets'
import { findSession } from '@/lib/server/auth/sessions'
import { getDb } from '@/lib/server/db/db'
import { createRollback } from '@/lib/server/rollbacks/rollbacks'
import { dumpDatabase } from '@/lib/testing/databases'
import { cookieFor, givenAdmin, givenLink, givenUser, signedIn } from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'
import { deleteUser, endSessionsOf, updateUser } from './users'

// CHECKLIST 65
test('deleting a person leaves the count and no personal data anywhere in the database', async () => {
  const actor = await signedIn(await givenAdmin())
  const [link, over] = [await givenLink(), await givenLink()]
  await getDb().signupToken.update({ where: { id: over.id }, data: { revokedAt: new Date() } })
  const ask = request('POST', '/', { body: { email: 'zebulon@quagga.example' } })
  expect((await askForInvite(ask, params({ token: over.token }))).status).toBe(201)
  const body = {
    name: 'Zebulon Quagga',
    email: 'zebulon@quagga.example',
    username: 'zebquag',
    password: 'correct horse battery',
  }
  const headers = { 'user-agent': 'Zebrowser/1.0' }
  const joined = await signUp(request('POST', '/', { body, headers }), params(link))
  const { id } = await joined.json()
  await updateUser(actor, id, { name: 'Zebulon Q. Quagga' }, null)
  await createPasswordReset(await signedIn(await givenAdmin()), id)
  await getDb().event.updateMany({
    where: { actorUserId: id },
    data: { address: '192.0.2.77', userAgent: 'Zebrowser/1.0' },
  })
  await createRollback(actor, link.token, {})
  expect((await dumpDatabase()).join('\n')).toMatch(/zebulon|Zebrowser/i)
  await deleteUser(actor, id, null)
  const dump = (await dumpDatabase()).join('\n')
  expect(dump).not.toMatch(/zeb|quagga|192\.0\.2\.77/i)
  const after = await getDb().signupToken.findUnique({ where: { id: link.id } })
  expect(after?.useCount).toBe(1)
  expect(await getDb().signupTokenUse.count({ where: { signupTokenId: link.id } })).toBe(1)
})

// CHECKLIST 48
test('disabling, deleting, a new role or signing out by an administrator ends every session at once', async () => {
  const actor = await signedIn(await givenAdmin())
  const ends = [
    (id: number) => updateUser(actor, id, { enabled: false }, null),
    (id: number) => updateUser(actor, id, { rootRole: 2 }, null),
    (id: number) => deleteUser(actor, id, null),
    (id: number) => endSessionsOf(actor, id),
  ]
  for (const end of ends) {
    const { id } = await givenUser()
    const cookies = [await cookieFor(id), await cookieFor(id)]
    await end(id)
    expect(await Promise.all(cookies.map(findSession))).toEqual([null, null])
  }
  const type = 'user-sessions-ended'
  expect(await getDb().event.count({ where: { type } })).toBe(1)
})
