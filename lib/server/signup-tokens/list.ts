import { readRole } from '@/lib/roles'
import { getDb, sql } from '@/lib/server/db/db'
import { defineList, inOrder } from '@/lib/server/db/list'
import { type Filters, unlessEmpty } from '@/lib/server/db/list-declaration'
import { byColumn, type Place } from '@/lib/server/db/order'
import { readSearch, searched } from '@/lib/server/db/search'
import type { Columns } from '@/lib/server/http/csv'
import { now } from '@/lib/server/runtime/clock'
import type { LinkFilters } from '@/lib/signup-token-filters'
import { type InviteState, inviteState, inviteStates } from '@/lib/signup-token-state'
import { creatorOf } from './responses'
import { type SignupTokenRow, withCreator } from './signup-tokens'
import { stateIs } from './state-conditions'

const filters = {
  state: {
    problem: 'choiceUnknown',
    read: unlessEmpty((given) => inviteStates.find((state) => state === given) ?? null),
    where: (state: InviteState) => stateIs(state, now()),
  },
  role: {
    problem: 'roleUnknown',
    read: unlessEmpty(readRole),
    where: (role: number) => sql`"roleId" = ${role}`,
  },
} satisfies Filters

/** Invite links, newest first or as asked. Each order is that of an index. */
export const links = defineList({
  filters,
  sources: () => [{ from: sql`"SignupToken"`, keys: [sql`"id"`] }],
  search: { text: searched.signupToken, hasIndex: true },
  orders: {
    newest: byColumn(sql`"createdAt"`, 'instant', 'DESC'),
    name: byColumn(sql`"name"`, 'text', 'ASC'),
    ends: byColumn(sql`"expiresAt"`, 'instant', 'DESC'),
    ending: byColumn(sql`"expiresAt"`, 'instant', 'ASC'),
    uses: byColumn(sql`"useCount"`, 'whole', 'DESC'),
  },
  usual: 'newest',
  load: async (found: Place[]) => {
    const ids = found.map(({ key }) => String(key))
    const where = { id: { in: ids } }
    return inOrder(found, await getDb().signupToken.findMany({ where, include: withCreator }))
  },
})

/** What the list is asked for by the filters of a page. Throws `BadDataError` for a search that cannot be. */
export function askedBy({ q, state, role, sort }: LinkFilters) {
  return { q: readSearch(q), state: state || undefined, role: role || undefined, sort }
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

/** Whether any link exists, for an empty list. */
export async function hasLinks(): Promise<boolean> {
  return (await getDb().signupToken.findFirst({ select: { id: true } })) !== null
}
