import type { ActivityEvent } from '@/lib/event-sentence'
import type { EventResponse } from '@/lib/schemas/responses'
import { getDb } from '@/lib/server/db/db'
import { type EventFilters, events } from '@/lib/server/events/list'

/** The events of a page with the names of people, which the API does not give. */
async function withNames(items: EventResponse[]): Promise<ActivityEvent[]> {
  const ids = items.flatMap(({ createdByUserId, user }) => [createdByUserId, user?.id ?? null])
  const people = await getDb().user.findMany({
    where: { id: { in: [...new Set(ids.filter((id) => id !== null))] } },
    select: { id: true, name: true },
  })
  const names = new Map(people.map(({ id, name }) => [id, name]))
  return items.map(({ id, type, createdAt, createdBy, createdByUserId, user, token, ...rest }) => ({
    id,
    type,
    createdAt,
    actor:
      createdByUserId === null
        ? { id: null, name: createdBy }
        : { id: createdByUserId, name: names.get(createdByUserId) ?? null },
    person: user && { id: user.id, name: names.get(user.id) ?? null },
    link: token && { id: token.id, name: token.name || null },
    data: rest.data,
    address: rest.address,
    userAgent: rest.userAgent,
  }))
}

type Asked = EventFilters & { limit: number; cursor?: number | undefined }

/** A page of events as `<Activity>` shows them. */
export async function activityPage(asked: Asked) {
  const { items, nextCursor } = await events.page(asked)
  return { events: await withNames(items), nextCursor }
}

/** What happened to a link most recently. */
export async function linkActivity(signupTokenId: string, limit = 30): Promise<ActivityEvent[]> {
  return (await activityPage({ signupTokenId, limit })).events
}

/** What a person did and what was done to them most recently. */
export async function personActivity(userId: number, limit = 30): Promise<ActivityEvent[]> {
  return (await activityPage({ userId, limit })).events
}
