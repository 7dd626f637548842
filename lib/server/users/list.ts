import { usersQuery } from '@/lib/api/lists'
import { getDb, sql } from '@/lib/server/db/db'
import { defineList, inOrder } from '@/lib/server/db/list'
import { filter } from '@/lib/server/db/list-declaration'
import { newestFirst, oldestFirst, type Place } from '@/lib/server/db/order'
import { searched } from '@/lib/server/db/search'

/** People, newest or oldest first. */
export const users = defineList({
  query: usersQuery,
  filters: {
    roleId: filter((roleId: number) => sql`u."roleId" = ${roleId}`),
    link: filter<string>(),
    enabled: filter((enabled: boolean) => sql`u."enabled" = ${enabled}`),
  },
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
  orders: { newest: newestFirst, oldest: oldestFirst },
  load: async (found: Place[]) => {
    const ids = found.map(({ key }) => Number(key))
    return inOrder(found, await getDb().user.findMany({ where: { id: { in: ids } } }))
  },
})
