import * as api from '@/lib/api/requests'
import { json, methods, route } from '@/lib/server/http/route'
import { updateRequests } from '@/lib/server/signup-tokens/invite-requests/answer-requests'
import { allRequests } from '@/lib/server/signup-tokens/invite-requests/request-list'

/** Invite requests over all links. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route(api.listRequests, {
    handle: async ({ query }) => {
      const { items, ...rest } = await allRequests.answer(query)
      return json({ requests: items, ...rest })
    },
  }),
  PUT: route(api.updateRequests, {
    handle: async ({ caller, body }) => json({ changed: await updateRequests(caller, body) }),
  }),
})
