import { randomUUID } from 'node:crypto'
import { admin, inSeconds, signupBody, tokens } from '../contract/support/given'
import { send } from '../contract/support/send'

/** Something that is there behind every address: a link, a person, a reset; and who asks. */
export type World = { cookie: string; token: string; linkId: string; userId: string; reset: string }

async function create<T>(
  base: string,
  path: string,
  body: unknown,
): Promise<{ created: T; cookie: string }> {
  const response = await send('POST', path, { base, body, as: admin })
  if (response.status !== 201) throw new Error(`${path}: ${response.status} ${response.text}`)
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? ''
  return { created: JSON.parse(response.text), cookie }
}

/** A new link and two new people: an administrator who asks, and somebody to ask about. */
export async function createWorld(base: string): Promise<World> {
  const link = (rootRole: string) =>
    create<{ secret: string }>(base, tokens, {
      name: randomUUID(),
      expiresAt: inSeconds(3600),
      rootRole,
    })
  const [viewers, admins] = await Promise.all([link('Viewer'), link('Admin')])
  const token = viewers.created.secret
  const [victim, asking] = await Promise.all([
    create<{ id: number }>(base, `/invite/${token}/signup`, signupBody()),
    create<{ id: number }>(base, `/invite/${admins.created.secret}/signup`, signupBody()),
  ])
  const userId = String(victim.created.id)
  const reset = await create<{ url: string }>(
    base,
    `/api/admin/user-admin/${userId}/password-reset`,
    undefined,
  )
  return {
    cookie: asking.cookie,
    token,
    linkId: Buffer.from(token, 'base64url').subarray(0, 8).toString('hex'),
    userId,
    reset: reset.created.url.split('/').at(-1) ?? '',
  }
}

/** What stands in a path where something good is wanted. */
export function goodStep(path: string, name: string, world: World): string {
  if (path.startsWith('/reset/') || path.startsWith('/closed/reset/')) return world.reset
  if (name === 'token') return world.token
  if (path.startsWith('/admin/links/')) return world.linkId
  return path.includes('/reversals/') || path.includes('/user/tokens/') ? '1' : world.userId
}
