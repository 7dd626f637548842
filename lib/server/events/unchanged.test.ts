import { expect, test } from 'vitest'
import { POST as email } from '@/app/account/email/route'
import { POST as profile } from '@/app/account/profile/route'
import { POST as bulk } from '@/app/api/admin/invite-link/bulk/route'
import {
  GET as getLink,
  PUT as putLink,
  DELETE as revokeLink,
} from '@/app/api/admin/invite-link/tokens/[token]/route'
import { GET as getSettings, PUT as putSettings } from '@/app/api/admin/settings/route'
import { GET as getUser, PUT as putUser } from '@/app/api/admin/user-admin/[id]/route'
import { endOtherSessions } from '@/lib/server/account/account'
import { getDb } from '@/lib/server/db/db'
import { endSessionsOf } from '@/lib/server/users/users'
import {
  cookieFor,
  givenAdmin,
  givenLink,
  givenUser,
  goodPassword,
  signedIn,
} from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'

// ATTACK 15: a change after which everything is as it was is answered like any other, writes no event,
// and moves no ETag.

type Case = {
  what: string
  /** Sends a change; the second body makes it, the first one reverts it. */
  change: (cookie: string, body: object) => Promise<Response>
  same: object
  other: object
  /** The resource with the version. */
  read: (cookie: string) => Promise<Response>
}

async function cases(adminId: number): Promise<Case[]> {
  const user = await givenUser({ username: 'Someone', name: 'Someone' })
  const link = await givenLink({ name: 'Rowing', maxUses: 5 })
  const at = params({ token: link.token })
  const [own, of] = [params({ id: String(adminId) }), params({ id: String(user.id) })]
  const admin = await getDb().user.findUniqueOrThrow({ where: { id: adminId } })
  const readSelf = (cookie: string) => getUser(request('GET', '/', { cookie }), own)
  const readLink = (cookie: string) => getLink(request('GET', '/', { cookie }), at)
  const end = link.expiresAt.toISOString()
  return [
    {
      what: 'profile',
      change: (cookie, body) => profile(request('POST', '/', { cookie, body }), params({})),
      same: { name: admin.name, username: '' },
      other: { name: admin.name, username: 'captain' },
      read: readSelf,
    },
    {
      what: 'address',
      change: (cookie, body) => email(request('POST', '/', { cookie, body }), params({})),
      same: { email: admin.email.toUpperCase(), currentPassword: goodPassword },
      other: { email: 'captain@example.org', currentPassword: goodPassword },
      read: readSelf,
    },
    {
      what: 'person',
      change: (cookie, body) => putUser(request('PUT', '/', { cookie, body }), of),
      same: { name: ' Someone', email: user.email, rootRole: 'Viewer', enabled: true },
      other: { name: 'Someone', email: user.email, rootRole: 'Editor', enabled: true },
      read: (cookie) => getUser(request('GET', '/', { cookie }), of),
    },
    {
      what: 'link',
      change: (cookie, body) => putLink(request('PUT', '/', { cookie, body }), at),
      same: { name: 'Rowing', maxUses: 5, expiresAt: end, enabled: true, revoked: false },
      other: { name: 'Rowing', maxUses: 6, expiresAt: end, enabled: true, revoked: false },
      read: readLink,
    },
    {
      what: 'several links',
      change: (cookie, body) => bulk(request('POST', '/', { cookie, body }), params({})),
      same: { tokens: [link.id], action: 'resume' },
      other: { tokens: [link.id], action: 'pause' },
      read: readLink,
    },
    {
      what: 'settings',
      change: (cookie, body) => putSettings(request('PUT', '/', { cookie, body }), params({})),
      same: {
        instanceName: 'Foyer',
        contact: '',
        accentColor: null,
        roleDescriptions: { 1: null, 2: '' },
        corsOrigins: [],
        linkDefaults: { rootRole: 'Viewer', hours: 48, maxUses: null },
      },
      other: { linkDefaults: { rootRole: 'Viewer', hours: 49, maxUses: null } },
      read: (cookie) => getSettings(request('GET', '/', { cookie }), params({})),
    },
  ]
}

test('a change that changes nothing writes no event and keeps the ETag; a real one writes one and changes it', async () => {
  const admin = await givenAdmin()
  const cookie = await cookieFor(admin.id)
  const all = await cases(admin.id)
  expect(all.length).toBeGreaterThan(5)
  for (const { what, change, same, other, read } of all) {
    const etag = async () => (await read(cookie)).headers.get('etag')
    const before = await etag()
    expect(before, what).toMatch(/^"\d+"$/)
    const events = await getDb().event.count()
    for (let n = 0; n < 3; n += 1) expect((await change(cookie, same)).status, what).toBe(200)
    expect([what, await getDb().event.count(), await etag()]).toEqual([what, events, before])
    expect((await change(cookie, other)).status, what).toBe(200)
    expect([what, await getDb().event.count()]).toEqual([what, events + 1])
    expect(await etag(), what).not.toBe(before)
    expect((await change(cookie, same)).status, what).toBe(200)
    expect([what, await getDb().event.count()]).toEqual([what, events + 2])
  }
})

test('revoking a link twice is one event', async () => {
  const cookie = await cookieFor((await givenAdmin()).id)
  const { token, id } = await givenLink()
  for (let n = 0; n < 2; n += 1) {
    expect((await revokeLink(request('DELETE', '/', { cookie }), params({ token }))).status).toBe(
      200,
    )
  }
  const where = { signupTokenId: id, type: 'public-signup-token-revoked' }
  expect(await getDb().event.count({ where })).toBe(1)
})

test('of ten who send the same new name at once, one writes an event', async () => {
  const { id } = await givenUser()
  const cookie = await cookieFor(id)
  const body = { name: 'Changed once', username: '' }
  const send = () => profile(request('POST', '/', { cookie, body }), params({}))
  const responses = await Promise.all(Array.from({ length: 10 }, send))
  for (const { status } of responses) expect(status).toBe(200)
  expect(await getDb().event.count({ where: { userId: id, type: 'user-updated' } })).toBe(1)
})

test('ending something that has already ended writes no event', async () => {
  const admin = await givenAdmin()
  const caller = await signedIn(admin)
  const { id } = await givenUser()
  await endSessionsOf(caller, id)
  await endOtherSessions(caller)
  expect(await getDb().event.count({ where: { type: 'user-sessions-ended', userId: id } })).toBe(0)
  expect(await getDb().event.count({ where: { userId: admin.id } })).toBe(0)
})
