import { expect, test } from 'vitest'
import { POST as changeProfile } from '@/app/account/profile/route'
import { POST as createLink } from '@/app/api/admin/invite-link/tokens/route'
import { POST as createToken } from '@/app/api/admin/user/tokens/route'
import { getDb } from '@/lib/server/db/db'
import { HOUR, now } from '@/lib/server/runtime/clock'
import { untilWaiting } from '@/lib/testing/databases'
import { cookieFor, givenAdmin } from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'

const expiresAt = new Date(now().getTime() + HOUR).toISOString()

const writes = [
  ['makes a link', createLink, { name: 'Too late', expiresAt }],
  ['makes a token', createToken, { description: 'Too late', expiresAt }],
  ['changes its name', changeProfile, { name: 'Too late' }],
] as const

for (const [what, handler, body] of writes) {
  test(`an account that is deleted while it ${what} gets a 401, and nothing is changed`, async () => {
    const admin = await givenAdmin()
    const cookie = await cookieFor(admin.id)
    const before = await getDb().event.count()
    // Deleted but not committed: the request below still sees the account and waits for its row.
    const answer = await getDb().$transaction(async (tx) => {
      await tx.user.delete({ where: { id: admin.id } })
      const answered = handler(request('POST', '/', { cookie, body }), params({}))
      await untilWaiting(1)
      return { answered }
    })
    const response = await answer.answered
    expect(response.status).toBe(401)
    expect((await response.json()).name).toBe('AuthenticationRequired')
    expect(await getDb().event.count()).toBe(before)
  })
}
