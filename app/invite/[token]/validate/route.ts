import * as api from '@/lib/api/invites'
import { empty, methods, route } from '@/lib/server/http/route'
import { wrongToken } from '@/lib/server/limits/wrong-tokens'
import { findLink, requireOpen } from '@/lib/server/signup-tokens/signup-tokens'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route(api.validateLink, {
    handle: async ({ params }) => {
      const link = await findLink(params.token)
      if (!link) throw await wrongToken()
      requireOpen(link)
      return empty()
    },
  }),
})
