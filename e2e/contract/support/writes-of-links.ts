import { call } from './call'
import { admin, givenLink, inSeconds, signupBody, tokens, unknownToken } from './given'
import { givenPath, givenRequest, requests, type Write } from './write'

/** Every operation that changes a link, or what comes through it. */
export const writesOfLinks: Write[] = [
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
    name: '/invite/:token/started',
    path: async () => `/invite/${(await givenLink()).secret}/started`,
    access: 'public',
    status: 204,
    missing: `/invite/${unknownToken}/started`,
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
    path: givenPath,
    access: 'admin',
    status: 200,
    body: () => ({ enabled: true }),
    missing: `${tokens}/${unknownToken}`,
  },
  {
    method: 'DELETE',
    name: `${tokens}/:token`,
    path: givenPath,
    access: 'admin',
    status: 200,
    missing: `${tokens}/${unknownToken}`,
  },
  {
    method: 'POST',
    name: `${tokens}/:token/rotate`,
    path: async () => `${await givenPath()}/rotate`,
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
    name: `${tokens}/:token/reversals`,
    path: async () => `${await givenPath()}/reversals`,
    access: 'admin',
    status: 201,
    body: () => ({}),
    missing: `${tokens}/${unknownToken}/reversals`,
  },
  {
    method: 'DELETE',
    name: `${tokens}/:token/reversals/:id`,
    path: async () => {
      const path = `${await givenPath()}/reversals`
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
    path: async () => `${await givenPath()}/requests`,
    access: 'admin',
    status: 200,
    missing: `${tokens}/${unknownToken}/requests`,
  },
  {
    method: 'DELETE',
    name: `${tokens}/:token/requests/:id`,
    path: async () => {
      const { path, id } = await givenRequest()
      return `${path}/requests/${id}`
    },
    access: 'admin',
    status: 200,
    missing: `${tokens}/${unknownToken}/requests/1`,
  },
  {
    method: 'PUT',
    name: requests,
    path: async () => requests,
    access: 'admin',
    status: 200,
    body: () => ({ state: 'dismissed', ids: [2147483647] }),
  },
  {
    method: 'PUT',
    name: `${requests}/:id`,
    path: async () => `${requests}/${(await givenRequest()).id}`,
    access: 'admin',
    status: 200,
    body: () => ({ state: 'dismissed' }),
    missing: `${requests}/2147483647`,
  },
  {
    method: 'POST',
    name: `${requests}/:id/answer`,
    path: async () => `${requests}/${(await givenRequest()).id}/answer`,
    access: 'admin',
    status: 201,
    missing: `${requests}/2147483647/answer`,
  },
]
