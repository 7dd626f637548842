import { call } from './call'
import { admin, givenLink, givenMember, tokens } from './given'
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

/** The path of a link. */
export async function givenPath() {
  const { secret } = await givenLink()
  return `${tokens}/${secret}`
}

export const users = '/api/admin/user-admin'
export const requests = '/api/admin/invite-link/requests'

/** The token of a fresh password reset. */
export async function givenReset(): Promise<string> {
  const { user } = await givenMember()
  const response = await call('POST', `${users}/${user.id}/password-reset`, { as: admin })
  return response.json<{ url: string }>().url.split('/').at(-1) ?? ''
}

/** The path of a reset link that can still be used. */
export async function givenOpenReset(): Promise<string> {
  const path = `${users}/${(await givenMember()).user.id}/password-reset`
  const { url } = (await call('POST', path, { as: admin })).json<{ url: string }>()
  return `${path}s/${new URL(url).pathname.split('/').at(-1)?.split('.')[0]}`
}

/** A request for a new invite: the path of its link, and its id. */
export async function givenRequest(): Promise<{ path: string; id: number }> {
  const { secret } = await givenLink()
  const path = `${tokens}/${secret}`
  await call('DELETE', path, { as: admin })
  await call('POST', `/invite/${secret}/request`, { body: { email: 'late@example.org' } })
  const list = await call('GET', `${path}/requests`, { as: admin })
  return { path, id: list.json<{ requests: { id: number }[] }>().requests[0]?.id ?? 0 }
}

/** Somebody who may do what needs this. */
export async function allowed(access: Write['access']): Promise<Credential> {
  if (access === 'public') return {}
  return access === 'admin' ? admin : (await givenMember('Admin')).as
}
