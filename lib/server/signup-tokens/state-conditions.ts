import { join, type Sql, sql } from '@/lib/server/db/db'
import { type InviteState, statesAbove } from '@/lib/signup-token-state'
import { creatorLostColumn } from './creators'

/** `holds` of lib/signup-token-state.ts as SQL, never NULL; lists/links.test.ts compares the two. */
const conditions: Record<InviteState, (at: Date) => Sql> = {
  open: () => sql`TRUE`,
  scheduled: (at) => sql`("startsAt" IS NOT NULL AND "startsAt" > ${at})`,
  paused: () => sql`(NOT "enabled" OR ${creatorLostColumn})`,
  full: () => sql`("maxUses" IS NOT NULL AND "useCount" >= "maxUses")`,
  expired: (at) => sql`("expiresAt" <= ${at})`,
  revoked: () => sql`("revokedAt" IS NOT NULL)`,
}

/** Whether a row of "SignupToken" is in this state at an instant, as a condition in SQL. */
export function stateIs(state: InviteState, at: Date): Sql {
  const others = statesAbove(state).map((above) => sql`NOT ${conditions[above](at)}`)
  return join([conditions[state](at), ...others], ' AND ')
}
