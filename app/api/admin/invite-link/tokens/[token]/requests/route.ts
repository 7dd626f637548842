import * as api from '@/lib/api/requests'
import { empty, json, methods, route } from '@/lib/server/http/route'
import {
  deleteInviteRequests,
  inviteRequests,
} from '@/lib/server/signup-tokens/invite-requests/invite-requests'
import { getSignupToken } from '@/lib/server/signup-tokens/signup-tokens'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route(api.listLinkRequests, {
    handle: async ({ params, query }) => {
      const { items, ...rest } = await inviteRequests.answer(query, async () => {
        return { link: (await getSignupToken(params.token)).id }
      })
      return json({ requests: items, ...rest })
    },
  }),
  DELETE: route(api.deleteLinkRequests, {
    handle: async ({ caller, params }) => {
      await deleteInviteRequests(caller, params.token)
      return empty()
    },
  }),
})
