import { fieldErrors } from '@/lib/field-errors'
import { inviteState } from '@/lib/invite-state'
import { now } from '@/lib/server/clock'
import { latestInviteRequests } from '@/lib/server/invite-requests'
import { inviteUrl, listSignupTokens, makerOf } from '@/lib/server/signup-token-lists'
import { listUsers } from '@/lib/server/user-lists'

/** What the admin area's first page shows: links and newcomers, the newest of each. */
export async function adminOverview() {
  const [links, people] = await Promise.all([
    listSignupTokens({ limit: 50 }),
    listUsers({ limit: 20 }),
  ])
  const requests = await latestInviteRequests(links.items.map(({ id }) => id))
  return {
    links: links.items.map((row) => ({
      id: row.id,
      name: row.name,
      url: inviteUrl(row),
      state: inviteState(row, now()),
      role: row.role.name,
      useCount: row.useCount,
      maxUses: row.maxUses,
      expiresAt: row.expiresAt,
      maker: makerOf(row),
      requests: requests.get(row.id) ?? [],
    })),
    people: people.items,
    messages: { ...fieldErrors },
  }
}
