import { expect, test } from 'vitest'
import { GET as getEvents } from '@/app/api/admin/events/route'
import { GET as getLink } from '@/app/api/admin/invite-link/tokens/[token]/route'
import { GET as getMembers } from '@/app/api/admin/invite-link/tokens/[token]/users/route'
import { GET as getLinks } from '@/app/api/admin/invite-link/tokens/route'
import { GET as getMe } from '@/app/api/admin/user/route'
import { GET as getTokens } from '@/app/api/admin/user/tokens/route'
import { GET as getPerson, PUT as putPerson } from '@/app/api/admin/user-admin/[id]/route'
import { POST as login } from '@/app/auth/simple/login/route'
import { POST as signUp } from '@/app/invite/[token]/signup/route'
import { getDb } from '@/lib/server/db/db'
import { cookieFor, givenAdmin, givenLink, signupBody } from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'
import { GET } from './route'

// CHECKLIST 42
test('no answer holds a password, its hash or a secret’s hash', async () => {
  const admin = await givenAdmin()
  const { token } = await givenLink()
  const cookie = await cookieFor(admin.id)
  const person = signupBody()
  const { email: username, password } = person
  const ask = request('GET', '/', { cookie })
  const at = params({ token, id: String(admin.id) })
  const none = params({})
  const responses = await Promise.all([
    await signUp(request('POST', '/', { body: person }), at),
    await signUp(request('POST', '/', { body: person }), at),
    login(request('POST', '/', { body: { username, password } }), none),
    login(request('POST', '/', { body: { username, password: 'wrong-password' } }), none),
    GET(ask, none),
    getPerson(ask, at),
    putPerson(request('PUT', '/', { cookie, body: { name: 'New' } }), at),
    getMe(ask, none),
    getTokens(ask, none),
    getLinks(ask, none),
    getLink(ask, at),
    getMembers(ask, at),
    getEvents(ask, none),
  ])
  const statuses = [201, 409, 200, 401, ...Array.from({ length: 9 }, () => 200)]
  expect(responses.map(({ status }) => status)).toEqual(statuses)
  const text = (await Promise.all(responses.map((response) => response.text()))).join('\n')
  const omit = { passwordHash: false }
  const users = await getDb().user.findMany({ omit })
  const sessions = await getDb().session.findMany({ omit: { secretHash: false } })
  expect(text).toContain(person.email)
  expect(text).not.toMatch(/\$2[aby]?\$|hmac-sha384|passwordHash|secretHash|nonce/)
  const hidden = [password, 'wrong-password', ...users.map(({ passwordHash }) => passwordHash)]
  for (const secret of [...hidden, ...sessions.map(({ secretHash }) => secretHash)]) {
    expect(text).not.toContain(secret)
  }
})
