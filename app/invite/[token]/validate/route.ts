import { empty, methods, route } from '@/lib/server/http/route'
import { wrongToken } from '@/lib/server/limits/rate-limit'
import { findLink, requireOpen } from '@/lib/server/signup-tokens/signup-tokens'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<{ token: string }>({
  GET: route({
    access: 'public',
    limit: 'validate',
    handle: async ({ params }) => {
      const link = await findLink(params.token)
      if (!link) throw await wrongToken()
      requireOpen(link)
      return empty()
    },
  }),
})
