import { AppError } from '@/lib/errors'
import type { PersonField } from '@/lib/schemas/signup'
import type { Person } from '@/lib/server/auth/auth'
import { getDb } from '@/lib/server/db/db'
import { system } from '@/lib/server/events/events'

/** Maximum number of events in one file. */
const MAX_EVENTS = 10_000

/** What the person gave at sign-up. */
const given = { email: true, name: true, username: true } as const satisfies Record<
  PersonField,
  true
>

/**
 * The data stored about a person, for that person (GDPR, art. 15 and 20). It contains no secrets and
 * nothing that belongs to administrators: not the name of the link the person joined through, no name,
 * ID or address of anybody else, no name of an API token. Every field is listed here, so that a new column
 * is not exported until somebody decides to.
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

/** Events by the person and about their account, oldest first; only the newest if there are too many. */
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
      // Changes of links, settings and other people are not about this person.
      data: row.userId === userId ? row.data : {},
      // The network address of somebody else's action is not this person's data.
      address: isOwn ? row.address : null,
      userAgent: isOwn ? row.userAgent : null,
    }
  })
}

/** The kind of actor, without identifying anybody. */
function actorOf({ type, actorName }: { type: string; actorName: string | null }): string {
  if (type === 'user-signup-attempted') return 'somebody'
  return actorName === system.name ? actorName : 'an administrator'
}
