import { linksQuery } from '@/lib/api/lists'
import { getDb, sql } from '@/lib/server/db/db'
import { defineList, inOrder } from '@/lib/server/db/list'
import { filter } from '@/lib/server/db/list-declaration'
import { byColumn, type Place } from '@/lib/server/db/order'
import { readSearch, searched } from '@/lib/server/db/search'
import type { Columns } from '@/lib/server/http/csv'
import { now } from '@/lib/server/runtime/clock'
import { creatorOf } from '@/lib/server/signup-tokens/responses'
import { type SignupTokenRow, withCreator } from '@/lib/server/signup-tokens/signup-tokens'
import { stateIs } from '@/lib/server/signup-tokens/state-conditions'
import type { LinkFilters } from '@/lib/signup-token-filters'
import { type InviteState, inviteState } from '@/lib/signup-token-state'

/** Invite links, newest first or as asked. Each order is that of an index. */
export const links = defineList({
  query: linksQuery,
  filters: {
    state: filter((state: InviteState) => stateIs(state, now())),
    role: filter((role: number) => sql`"roleId" = ${role}`),
    key: filter((key: string) => sql`"key" = ${key}`),
    /** Pages leave out the links of the first administrators, which nobody shares; the API has them. */
    bootstrap: filter((bootstrap: boolean) => sql`"bootstrap" = ${bootstrap}`),
  },
  sources: () => [{ from: sql`"SignupToken"`, keys: [sql`"id"`] }],
  search: { text: searched.signupToken, hasIndex: true },
  orders: {
    newest: byColumn(sql`"createdAt"`, 'instant', 'DESC'),
    name: byColumn(sql`"name"`, 'text', 'ASC'),
    ends: byColumn(sql`"expiresAt"`, 'instant', 'DESC'),
    ending: byColumn(sql`"expiresAt"`, 'instant', 'ASC'),
    uses: byColumn(sql`"useCount"`, 'whole', 'DESC'),
  },
  load: async (found: Place[]) => {
    const ids = found.map(({ key }) => String(key))
    const where = { id: { in: ids } }
    return inOrder(found, await getDb().signupToken.findMany({ where, include: withCreator }))
  },
})

/** What the list is asked for by the filters of a page. Throws `BadDataError` for a search that cannot be. */
export function askedBy({ q, state, role, sort }: LinkFilters) {
  const found = { q: readSearch(q), state: state || undefined, role: role || undefined, sort }
  return { ...found, bootstrap: false }
}

/** The columns of the CSV file. Addresses are left out: they are secrets. */
export const linkColumns: Columns<SignupTokenRow> = {
  id: (row) => row.id,
  name: (row) => row.name,
  state: (row) => inviteState(row, now()),
  role: (row) => row.role.name,
  joined: (row) => row.useCount,
  places: (row) => row.maxUses,
  starts: (row) => row.startsAt?.toISOString() ?? null,
  ends: (row) => row.expiresAt.toISOString(),
  'created by': creatorOf,
  created: (row) => row.createdAt.toISOString(),
  'last used': (row) => row.lastUsedAt?.toISOString() ?? null,
}

/** Whether there is any link that pages list. */
export async function hasLinks(): Promise<boolean> {
  const where = { bootstrap: false }
  return (await getDb().signupToken.findFirst({ where, select: { id: true } })) !== null
}
