import { EXACT } from '@/lib/row-counts'
import { getDb, join, sql } from '@/lib/server/db/db'
import { now } from '@/lib/server/runtime/clock'
import { stateIs } from '@/lib/server/signup-tokens/state-conditions'
import { type InviteState, inviteStates } from '@/lib/signup-token-state'

/**
 * How many links are in each state, those of one role if it is given, but for bootstrap links; one more
 * than `EXACT` stands for more. Each state is counted for itself, so that a common one ends early and
 * those that need an end in the future are found by its index.
 */
export async function countByState(roleId?: number): Promise<Record<InviteState, number>> {
  const at = now()
  const role = roleId === undefined ? sql`TRUE` : sql`"roleId" = ${roleId}`
  const counts = inviteStates.map(
    (state) => sql`SELECT ${state}::text AS "state", count(*)::int AS "count" FROM (
      SELECT 1 FROM "SignupToken"
      WHERE NOT "bootstrap" AND ${role} AND ${stateIs(state, at)} LIMIT ${EXACT + 1}
    ) AS "some"`,
  )
  const rows = await getDb().$queryRaw<{ state: InviteState; count: number }[]>(
    join(counts, ' UNION ALL '),
  )
  const found = new Map(rows.map(({ state, count }) => [state, count]))
  return Object.fromEntries(inviteStates.map((state) => [state, found.get(state) ?? 0])) as Record<
    InviteState,
    number
  >
}
