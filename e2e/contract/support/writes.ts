import { tokens, unknownToken } from './given'
import { requests, users, type Write } from './write'
import { writesOfLinks } from './writes-of-links'
import { writesOfPeople } from './writes-of-people'

/** Every operation that changes something. */
export const writes: Write[] = [...writesOfLinks, ...writesOfPeople]

/** Every path that answers GET, with who may ask. */
export const reads = [
  { path: `/invite/${unknownToken}/validate`, access: 'public', status: 400 },
  { path: tokens, access: 'admin', status: 200 },
  { path: `${tokens}/${unknownToken}`, access: 'admin', status: 404 },
  { path: `${tokens}/${unknownToken}/users`, access: 'admin', status: 404 },
  { path: `${tokens}/${unknownToken}/counts`, access: 'admin', status: 404 },
  { path: `${tokens}/${unknownToken}/requests`, access: 'admin', status: 404 },
  { path: `${tokens}/${unknownToken}/reversals`, access: 'admin', status: 404 },
  { path: `${tokens}/${unknownToken}/reversals/preview`, access: 'admin', status: 404 },
  { path: requests, access: 'admin', status: 200 },
  { path: '/api/admin/user', access: 'person', status: 200 },
  { path: '/api/admin/user/sessions', access: 'person', status: 200 },
  { path: '/api/admin/user/tokens', access: 'person', status: 200 },
  { path: users, access: 'admin', status: 200 },
  { path: `${users}/2147483647`, access: 'admin', status: 404 },
  { path: `${users}/2147483647/sessions`, access: 'admin', status: 404 },
  { path: `${users}/2147483647/tokens`, access: 'admin', status: 404 },
  { path: `${users}/2147483647/password-resets`, access: 'admin', status: 404 },
  { path: '/api/admin/events', access: 'admin', status: 200 },
  { path: '/api/admin/stream', access: 'admin', status: 200 },
  { path: '/api/admin/settings', access: 'admin', status: 200 },
  { path: '/api/admin/search?q=abc', access: 'admin', status: 200 },
  { path: '/health', access: 'public', status: 200 },
  { path: '/ready', access: 'public', status: 200 },
  { path: '/new-user?invite=abc', access: 'public', status: 307 },
  { path: '/openapi.json', access: 'public', status: 200 },
] as const
