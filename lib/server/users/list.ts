import { readRole } from '@/lib/roles'
import { getDb, sql } from '@/lib/server/db/db'
import { defineList, inOrder } from '@/lib/server/db/list'
import { type Filters, unlessEmpty } from '@/lib/server/db/list-declaration'
import { newestFirst, type Place } from '@/lib/server/db/order'
import { toBoolean } from '@/lib/server/db/paging'
import { searched } from '@/lib/server/db/search'

/** An id of a link as a query names it, or null. */
function readLinkId(given: string): string | null {
  return /^[0-9a-f]{16}$/.test(given) ? given : null
}

const filters = {
  roleId: {
    name: 'role',
    problem: 'roleUnknown',
    read: unlessEmpty(readRole),
    where: (roleId: number) => sql`u."roleId" = ${roleId}`,
  },
  /** The id of the link that they came through. */
  link: { problem: 'linkInvalid', read: unlessEmpty(readLinkId) },
  enabled: {
    problem: 'notBoolean',
    read: toBoolean,
    where: (enabled: boolean) => sql`u."enabled" = ${enabled}`,
  },
} satisfies Filters

/** People, newest first. */
export const users = defineList({
  filters,
  // A link's people are read by its own index of them.
  sources: ({ link }) => [
    link === undefined
      ? { from: sql`"User" AS u`, keys: [sql`u."id"`] }
      : {
          from: sql`"SignupTokenUse" AS use JOIN "User" AS u ON u."id" = use."userId"`,
          keys: [sql`use."userId"`, sql`u."id"`],
          where: [sql`use."signupTokenId" = ${link}`],
        },
  ],
  search: { text: searched.user, hasIndex: true },
  orders: { newest: newestFirst },
  usual: 'newest',
  load: async (found: Place[]) => {
    const ids = found.map(({ key }) => Number(key))
    return inOrder(found, await getDb().user.findMany({ where: { id: { in: ids } } }))
  },
})
