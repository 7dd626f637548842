import * as api from '@/lib/api/service'
import { events } from '@/lib/server/events/list'
import { json, methods, route } from '@/lib/server/http/route'
import { tokenId } from '@/lib/server/signup-tokens/token'

/** A link by its token or, so that no secret need stand in an address, by its id. */
function readLink(given: string | null): string | undefined {
  if (given === null) return undefined
  // What cannot be a link has no events; the database would refuse a NUL in it.
  return tokenId(given) ?? (/^[0-9a-f]{16}$/.test(given) ? given : 'none')
}

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route(api.listEvents, {
    handle: async ({ query }) => {
      const { items, ...rest } = await events.answer(query, () => {
        return { signupTokenId: readLink(query.get('token')) }
      })
      return json({ events: items, ...rest })
    },
  }),
})
