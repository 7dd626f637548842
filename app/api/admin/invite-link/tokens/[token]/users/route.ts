import * as api from '@/lib/api/links'
import { json, methods, route } from '@/lib/server/http/route'
import { members } from '@/lib/server/signup-tokens/lists/members'
import { toMemberResponses } from '@/lib/server/signup-tokens/responses'
import { getSignupToken } from '@/lib/server/signup-tokens/signup-tokens'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route(api.listMembers, {
    handle: async ({ params, query }) => {
      const { items, ...rest } = await members.answer(query, async () => {
        const { id: link } = await getSignupToken(params.token)
        return { link, present: true }
      })
      return json({ users: toMemberResponses(items), ...rest })
    },
  }),
})
