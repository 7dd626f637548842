import type { Schemas } from '@/client/client'
import type { Command } from '../command'
import type { Connection } from '../connection'
import { RefusedError } from '../errors'
import { facts } from '../table'
import { roleName } from './people'

type Me = Pick<Schemas['meSchema'], 'permissions'> & {
  /** Null for an admin API token, which belongs to nobody. */
  user: Pick<Schemas['userSchema'], 'name' | 'email' | 'rootRole'> | null
}

/**
 * An admin API token is no person: the API knows it, but asks for somebody who is signed in. A wrong one would be an
 * `UnauthorizedError`. It may do what administrators may.
 */
async function readMe({ client, ask }: Connection): Promise<Me> {
  try {
    return await ask(client.GET('/api/admin/user'))
  } catch (error) {
    if (!(error instanceof RefusedError && error.code === 'AuthenticationRequired')) throw error
    await ask(client.GET('/api/admin/settings'))
    return { user: null, permissions: [{ permission: 'ADMIN' }] }
  }
}

export const whoami: Command = {
  name: 'whoami',
  summary: 'Show whose token it is, and what it may do',
  examples: ['whoami'],
  works: 'foyer',
  run: async ({ connect, print }) => {
    const me = await readMe(await connect())
    const permissions = me.permissions.map(({ permission }) => permission).join(', ')
    print(me, () =>
      facts({
        Name: me.user?.name ?? 'an admin API token',
        Email: me.user?.email ?? null,
        Role: me.user ? roleName(me.user.rootRole) : null,
        Permissions: permissions || 'none',
      }),
    )
  },
}
