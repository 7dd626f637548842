import { AppError } from '@/lib/errors'
import type { PersonField } from '@/lib/schemas/signup'
import type { Person } from '@/lib/server/auth/auth'
import { getDb } from '@/lib/server/db/db'
import { system } from '@/lib/server/events/events'

/** Events that one file holds at most. */
const MAX_EVENTS = 10_000

/** What the person gave at sign-up. */
const given = { email: true, name: true, username: true } as const satisfies Record<
  PersonField,
  true
>

/**
 * What is stored about a person's account, for themselves (GDPR, art. 15 and 20). No secrets, and
 * nothing that is the administrators': not the name of the link that the person came through, no name,
 * number or address of anybody else, no name of an API token. Each member is named here, so that a new
 * column is in no file until somebody has decided on it.
 */
export async function exportAccount({ userId }: Person) {
  const user = await getDb().user.findUnique({
    where: { id: userId },
    select: {
      id: true,
      ...given,
      enabled: true,
      loginAttempts: true,
      seenAt: true,
      createdAt: true,
      role: { select: { name: true } },
      use: { select: { usedAt: true } },
      sessions: { select: { userAgent: true, createdAt: true, lastSeenAt: true, expiresAt: true } },
      apiTokens: { select: { name: true, createdAt: true, lastUsedAt: true, expiresAt: true } },
    },
  })
  if (!user) throw new AppError('NotFoundError')
  const { use, role, ...own } = user
  const joined = use && { at: use.usedAt }
  return { ...own, role: role.name, joined, events: await eventsOf(userId) }
}

/** What the person did, and what was done to their account, oldest first; of very many the newest. */
async function eventsOf(userId: number) {
  const rows = await getDb().event.findMany({
    where: { OR: [{ userId }, { actorUserId: userId }] },
    orderBy: { id: 'desc' },
    take: MAX_EVENTS,
  })
  return rows.toReversed().map((row) => {
    const isOwn = row.actorUserId === userId
    return {
      type: row.type,
      createdAt: row.createdAt,
      by: isOwn ? 'you' : actorOf(row),
      // What an administrator changed of links, settings and other people is not about this person.
      data: row.userId === userId ? row.data : {},
      // Where somebody else sat who did something is their own affair.
      address: isOwn ? row.address : null,
      userAgent: isOwn ? row.userAgent : null,
    }
  })
}

/** Who else did something, in a word that says no more than what they are. */
function actorOf({ type, actorName }: { type: string; actorName: string | null }): string {
  if (type === 'user-signup-attempted') return 'somebody'
  return actorName === system.name ? actorName : 'an administrator'
}
