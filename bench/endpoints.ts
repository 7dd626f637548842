import { randomUUID } from 'node:crypto'
import * as rotate from '@/app/api/admin/invite-link/tokens/[token]/rotate/route'
import * as token from '@/app/api/admin/invite-link/tokens/[token]/route'
import * as tokens from '@/app/api/admin/invite-link/tokens/route'
import * as settings from '@/app/api/admin/settings/route'
import * as me from '@/app/api/admin/user/route'
import * as person from '@/app/api/admin/user-admin/[id]/route'
import * as login from '@/app/auth/simple/login/route'
import * as signup from '@/app/invite/[token]/signup/route'
import * as validate from '@/app/invite/[token]/validate/route'
import { pageState } from '@/lib/server/pages/invite'
import { getEnv } from '@/lib/server/runtime/env'
import {
  cookieFor,
  givenAdminToken,
  givenLink,
  givenUser,
  goodPassword,
} from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'
import { type List, once } from './looks'

// Endpoints that are no list, each called as Next calls it, with whatever stands in the database.

type Given = {
  link: string
  id: number
  cookie: string
  authorization: string
  /** Of somebody else: each sign-in pushes out the oldest of a person's 100 sessions. */
  email: string
}

const given = new Map<string, Promise<Given>>()

async function prepare(): Promise<Given> {
  const [email, other] = [`${randomUUID()}@example.org`, `${randomUUID()}@example.org`]
  await givenUser({ email })
  const { id } = await givenUser({ email: other })
  const { token: link } = await givenLink()
  return { link, id, email, cookie: await cookieFor(id), authorization: await givenAdminToken() }
}

/** A link, a person and an administrator's token of the database in use, made once. */
function fixtures(): Promise<Given> {
  const key = getEnv().databaseUrl ?? ''
  const known = given.get(key) ?? prepare()
  given.set(key, known)
  return known
}

function endpoint(name: string, call: (with_: Given) => Promise<Response>, status = 200): List {
  return once(name, async () => {
    const response = await call(await fixtures())
    if (response.status !== status) throw new Error(`${name}: ${await response.text()}`)
    return await response.text()
  })
}

const signupBody = () => ({
  email: `${randomUUID()}@example.org`,
  name: 'New Comer',
  password: goodPassword,
})

const ends = () => new Date(Date.now() + 3_600_000).toISOString()

export const endpoints: List[] = [
  endpoint('validate', ({ link }) =>
    validate.GET(request('GET', `/invite/${link}/validate`), params({ token: link })),
  ),
  once('what the form page asks', async () => await pageState((await fixtures()).link)),
  endpoint(
    'sign up',
    ({ link }) =>
      signup.POST(
        request('POST', `/invite/${link}/signup`, { body: signupBody() }),
        params({ token: link }),
      ),
    201,
  ),
  endpoint('sign in', ({ email }) => {
    const body = { username: email, password: goodPassword }
    return login.POST(request('POST', '/auth/simple/login', { body }), params({}))
  }),
  endpoint('who am I', ({ cookie }) =>
    me.GET(request('GET', '/api/admin/user', { cookie }), params({})),
  ),
  endpoint('read a link', ({ link, authorization }) =>
    token.GET(request('GET', `/${link}`, { authorization }), params({ token: link })),
  ),
  endpoint(
    'make a link',
    ({ authorization }) => {
      const body = { name: 'Bench', expiresAt: ends() }
      return tokens.POST(request('POST', '/', { authorization, body }), params({}))
    },
    201,
  ),
  endpoint('change a link', ({ link, authorization }) => {
    const body = { expiresAt: ends() }
    return token.PUT(request('PUT', `/${link}`, { authorization, body }), params({ token: link }))
  }),
  once('rotate a link', async () => {
    const [{ authorization }, { token: link }] = [await fixtures(), await givenLink()]
    const sent = request('POST', `/${link}/rotate`, { authorization })
    return await rotate.POST(sent, params({ token: link }))
  }),
  endpoint('read a person', ({ id, authorization }) =>
    person.GET(request('GET', `/${id}`, { authorization }), params({ id: String(id) })),
  ),
  endpoint('change a person', ({ id, authorization }) => {
    const body = { name: `Person ${randomUUID()}` }
    return person.PUT(request('PUT', `/${id}`, { authorization, body }), params({ id: String(id) }))
  }),
  endpoint('read the settings', ({ authorization }) =>
    settings.GET(request('GET', '/', { authorization }), params({})),
  ),
]
