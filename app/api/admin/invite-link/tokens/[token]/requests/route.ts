import { readLimit, readNumericCursor } from '@/lib/server/db/paging'
import { empty, json, methods, route } from '@/lib/server/http/route'
import {
  deleteInviteRequests,
  listInviteRequests,
} from '@/lib/server/signup-tokens/invite-requests'
import { getSignupToken } from '@/lib/server/signup-tokens/signup-tokens'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<{ token: string }>({
  GET: route({
    access: 'admin',
    handle: async ({ params, query }) => {
      const page = { limit: readLimit(query, 100, 1000), cursor: readNumericCursor(query) }
      const link = await getSignupToken(params.token)
      return json(await listInviteRequests(link.id, page))
    },
  }),
  DELETE: route({
    access: 'admin',
    handle: async ({ caller, params }) => {
      await deleteInviteRequests(caller, params.token)
      return empty()
    },
  }),
})
