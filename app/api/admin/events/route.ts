import { eventTypes } from '@/lib/event-types'
import { instantSchema, toInstant } from '@/lib/schemas/fields'
import { badQuery, readLimit, readNumber, readNumericCursor } from '@/lib/server/db/paging'
import { listEvents } from '@/lib/server/events/events'
import { json, methods, route } from '@/lib/server/http/route'
import { tokenId } from '@/lib/server/signup-tokens/token'

function readType(query: URLSearchParams) {
  const given = query.get('type')
  const type = eventTypes.find((known) => known === given)
  if (given !== null && !type) throw badQuery('type', 'typeUnknown')
  return type
}

function readUser(query: URLSearchParams) {
  const given = query.get('user')
  const user = given === null ? undefined : readNumber(given)
  if (user === null) throw badQuery('user', 'idInvalid')
  return user
}

/** A link by its token or, so that no secret need stand in an address, by its id. */
function readLink(query: URLSearchParams) {
  const given = query.get('token')
  if (given === null) return undefined
  // What cannot be a link has no events; the database would refuse a NUL in it.
  return tokenId(given) ?? (/^[0-9a-f]{16}$/.test(given) ? given : 'none')
}

function readInstant(query: URLSearchParams, name: 'from' | 'until') {
  const given = query.get(name)
  if (given === null) return undefined
  if (!instantSchema.safeParse(given).success) throw badQuery(name, 'dateInvalid')
  return toInstant(given)
}

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<Record<string, never>>({
  GET: route({
    access: 'admin',
    handle: async ({ query }) => {
      const { items, nextCursor } = await listEvents({
        type: readType(query),
        userId: readUser(query),
        signupTokenId: readLink(query),
        from: readInstant(query, 'from'),
        until: readInstant(query, 'until'),
        limit: readLimit(query, 100, 1000),
        cursor: readNumericCursor(query),
      })
      return json({ events: items, nextCursor })
    },
  }),
})
