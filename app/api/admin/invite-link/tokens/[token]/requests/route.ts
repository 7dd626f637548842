import { empty, json, methods, route } from '@/lib/server/http/route'
import { deleteInviteRequests, inviteRequests } from '@/lib/server/signup-tokens/invite-requests'
import { getSignupToken } from '@/lib/server/signup-tokens/signup-tokens'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<{ token: string }>({
  GET: route({
    access: 'admin',
    handle: async ({ params, query }) => {
      const { items, ...rest } = await inviteRequests.answer(query, 100, async () => {
        return { link: (await getSignupToken(params.token)).id }
      })
      return json({ requests: items, ...rest })
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
