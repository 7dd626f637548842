import { call } from './call'
import { admin, givenMember, givenPersonalToken, inSeconds, unknownToken } from './given'
import { givenOpenReset, givenReset, users, type Write } from './write'

/** Every operation that changes a person or the instance, but for the one whose body is a picture: logo.spec.ts. */
export const writesOfPeople: Write[] = [
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
    method: 'DELETE',
    name: '/api/admin/user/sessions/:id',
    path: async () => '/api/admin/user/sessions/unknown',
    access: 'session',
    status: 404,
    missing: '/api/admin/user/sessions/unknown',
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
    method: 'DELETE',
    name: `${users}/:id/sessions/:itemId`,
    path: async () => {
      const { user } = await givenMember()
      const path = `${users}/${user.id}/sessions`
      const list = await call('GET', path, { as: admin })
      const [session] = list.json<{ sessions: { id: string }[] }>().sessions
      return `${path}/${session?.id}`
    },
    access: 'admin',
    status: 200,
    missing: `${users}/2147483647/sessions/unknown`,
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
    method: 'PUT',
    name: '/api/admin/settings',
    path: async () => '/api/admin/settings',
    access: 'admin',
    status: 200,
    // What is so already: other tests look at the same instance.
    body: () => ({ instanceName: 'Foyer' }),
  },
  {
    method: 'DELETE',
    name: '/api/admin/settings/logo',
    path: async () => '/api/admin/settings/logo',
    access: 'admin',
    status: 200,
  },
]
