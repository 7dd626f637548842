import { call } from './call'
import {
  admin,
  givenLink,
  givenMember,
  givenPersonalToken,
  inSeconds,
  signupBody,
  tokens,
  unknownToken,
} from './given'
import type { Credential } from './send'

export type Write = {
  method: 'POST' | 'PUT' | 'DELETE'
  name: string
  /** A path of something that is there. */
  path: () => Promise<string>
  /** Who may call. */
  access: 'public' | 'caller' | 'person' | 'session' | 'admin'
  /** What such a request is answered with. */
  status: number
  /** A good body; absent where the operation takes none. */
  body?: () => unknown
  /** A path of the same kind to something that is not there. */
  missing?: string
}

async function link() {
  const { secret } = await givenLink()
  return `${tokens}/${secret}`
}

const users = '/api/admin/user-admin'

/** The token of a fresh password reset. */
async function givenReset(): Promise<string> {
  const { user } = await givenMember()
  const response = await call('POST', `${users}/${user.id}/password-reset`, { as: admin })
  return response.json<{ url: string }>().url.split('/').at(-1) ?? ''
}

/** The path of a reset link that can still be used. */
async function givenOpenReset(): Promise<string> {
  const path = `${users}/${(await givenMember()).user.id}/password-reset`
  const { url } = (await call('POST', path, { as: admin })).json<{ url: string }>()
  return `${path}s/${new URL(url).pathname.split('/').at(-1)?.split('.')[0]}`
}

/** Somebody who may do what needs this. */
export async function allowed(access: Write['access']): Promise<Credential> {
  if (access === 'public') return {}
  return access === 'admin' ? admin : (await givenMember('Admin')).as
}

/** Every operation that changes something. */
export const writes: Write[] = [
  {
    method: 'POST',
    name: '/invite/:token/signup',
    path: async () => `/invite/${(await givenLink()).secret}/signup`,
    access: 'public',
    status: 201,
    body: signupBody,
    missing: `/invite/${unknownToken}/signup`,
  },
  {
    method: 'POST',
    name: '/invite/:token/request',
    path: async () => {
      const { secret } = await givenLink()
      await call('DELETE', `${tokens}/${secret}`, { as: admin })
      return `/invite/${secret}/request`
    },
    access: 'public',
    status: 201,
    body: () => ({ email: 'late@example.org' }),
    missing: `/invite/${unknownToken}/request`,
  },
  {
    method: 'POST',
    name: tokens,
    path: async () => tokens,
    access: 'admin',
    status: 201,
    body: () => ({ name: 'Made', expiresAt: inSeconds(3600) }),
  },
  {
    method: 'PUT',
    name: `${tokens}/:token`,
    path: link,
    access: 'admin',
    status: 200,
    body: () => ({ enabled: true }),
    missing: `${tokens}/${unknownToken}`,
  },
  {
    method: 'DELETE',
    name: `${tokens}/:token`,
    path: link,
    access: 'admin',
    status: 200,
    missing: `${tokens}/${unknownToken}`,
  },
  {
    method: 'POST',
    name: `${tokens}/:token/rotate`,
    path: async () => `${await link()}/rotate`,
    access: 'admin',
    status: 200,
    missing: `${tokens}/${unknownToken}/rotate`,
  },
  {
    method: 'POST',
    name: '/api/admin/invite-link/bulk',
    path: async () => '/api/admin/invite-link/bulk',
    access: 'admin',
    status: 200,
    body: () => ({ tokens: [unknownToken], action: 'pause' }),
  },
  {
    method: 'POST',
    name: '/auth/simple/login',
    path: async () => '/auth/simple/login',
    access: 'public',
    status: 401,
    body: () => ({ username: 'nobody@example.org', password: 'not the password' }),
  },
  { method: 'POST', name: '/logout', path: async () => '/logout', access: 'caller', status: 302 },
  {
    method: 'POST',
    name: '/api/admin/user/tokens',
    path: async () => '/api/admin/user/tokens',
    access: 'session',
    status: 201,
    body: () => ({ description: 'Made', expiresAt: inSeconds(3600) }),
  },
  {
    method: 'DELETE',
    name: '/api/admin/user/tokens/:id',
    path: async () => '/api/admin/user/tokens/2147483647',
    access: 'person',
    status: 404,
    missing: '/api/admin/user/tokens/2147483647',
  },
  {
    method: 'PUT',
    name: `${users}/:id`,
    path: async () => `${users}/${(await givenMember()).user.id}`,
    access: 'admin',
    status: 200,
    body: () => ({ name: 'Changed' }),
    missing: `${users}/2147483647`,
  },
  {
    method: 'DELETE',
    name: `${users}/:id`,
    path: async () => `${users}/${(await givenMember()).user.id}`,
    access: 'admin',
    status: 200,
    missing: `${users}/2147483647`,
  },
  {
    method: 'DELETE',
    name: `${users}/:id/sessions`,
    path: async () => `${users}/${(await givenMember()).user.id}/sessions`,
    access: 'admin',
    status: 200,
    missing: `${users}/2147483647/sessions`,
  },
  {
    method: 'POST',
    name: `${users}/:id/password-reset`,
    path: async () => `${users}/${(await givenMember()).user.id}/password-reset`,
    access: 'admin',
    status: 201,
    missing: `${users}/2147483647/password-reset`,
  },
  {
    method: 'DELETE',
    name: `${users}/:id/tokens/:itemId`,
    path: async () => {
      const member = await givenMember()
      const { id } = await givenPersonalToken(member)
      return `${users}/${member.user.id}/tokens/${id}`
    },
    access: 'admin',
    status: 200,
    missing: `${users}/2147483647/tokens/1`,
  },
  {
    method: 'DELETE',
    name: `${users}/:id/password-resets/:itemId`,
    path: givenOpenReset,
    access: 'admin',
    status: 200,
    missing: `${users}/2147483647/password-resets/x`,
  },
  {
    method: 'POST',
    name: '/reset/:token/password',
    path: async () => `/reset/${await givenReset()}/password`,
    access: 'public',
    status: 200,
    body: () => ({ password: 'another horse battery' }),
    missing: `/reset/${unknownToken}/password`,
  },
  {
    method: 'POST',
    name: `${tokens}/:token/reversals`,
    path: async () => `${await link()}/reversals`,
    access: 'admin',
    status: 201,
    body: () => ({}),
    missing: `${tokens}/${unknownToken}/reversals`,
  },
  {
    method: 'DELETE',
    name: `${tokens}/:token/reversals/:id`,
    path: async () => {
      const path = `${await link()}/reversals`
      const { id } = (await call('POST', path, { as: admin, body: {} })).json<{ id: number }>()
      return `${path}/${id}`
    },
    access: 'admin',
    status: 200,
    missing: `${tokens}/${unknownToken}/reversals/1`,
  },
  {
    method: 'DELETE',
    name: `${tokens}/:token/requests`,
    path: async () => `${await link()}/requests`,
    access: 'admin',
    status: 200,
    missing: `${tokens}/${unknownToken}/requests`,
  },
  {
    method: 'DELETE',
    name: `${tokens}/:token/requests/:id`,
    path: async () => {
      const { secret } = await givenLink()
      const path = `${tokens}/${secret}`
      await call('DELETE', path, { as: admin })
      const body = { email: 'late@example.org' }
      await call('POST', `/invite/${secret}/request`, { body })
      const list = await call('GET', `${path}/requests`, { as: admin })
      const [request] = list.json<{ requests: { id: number }[] }>().requests
      return `${path}/requests/${request?.id}`
    },
    access: 'admin',
    status: 200,
    missing: `${tokens}/${unknownToken}/requests/1`,
  },
  {
    method: 'PUT',
    name: '/api/admin/settings',
    path: async () => '/api/admin/settings',
    access: 'admin',
    status: 200,
    // What is so already: other tests look at the same instance.
    body: () => ({ instanceName: 'Foyer' }),
  },
]

/** Every path that answers GET, with who may ask. */
export const reads = [
  { path: `/invite/${unknownToken}/validate`, access: 'public', status: 400 },
  { path: tokens, access: 'admin', status: 200 },
  { path: `${tokens}/${unknownToken}`, access: 'admin', status: 404 },
  { path: `${tokens}/${unknownToken}/users`, access: 'admin', status: 404 },
  { path: `${tokens}/${unknownToken}/requests`, access: 'admin', status: 404 },
  { path: `${tokens}/${unknownToken}/reversals`, access: 'admin', status: 404 },
  { path: `${tokens}/${unknownToken}/reversals/preview`, access: 'admin', status: 404 },
  { path: '/api/admin/user', access: 'person', status: 200 },
  { path: '/api/admin/user/tokens', access: 'person', status: 200 },
  { path: users, access: 'admin', status: 200 },
  { path: `${users}/2147483647`, access: 'admin', status: 404 },
  { path: `${users}/2147483647/tokens`, access: 'admin', status: 404 },
  { path: `${users}/2147483647/password-resets`, access: 'admin', status: 404 },
  { path: '/api/admin/events', access: 'admin', status: 200 },
  { path: '/api/admin/settings', access: 'admin', status: 200 },
  { path: '/api/admin/search?q=abc', access: 'admin', status: 200 },
  { path: '/health', access: 'public', status: 200 },
  { path: '/ready', access: 'public', status: 200 },
  { path: '/new-user?invite=abc', access: 'public', status: 307 },
  { path: '/openapi.json', access: 'public', status: 200 },
] as const
