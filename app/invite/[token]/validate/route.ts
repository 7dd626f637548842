import { empty, methods, route } from '@/lib/server/http'
import { findLink, requireOpen } from '@/lib/server/signup-tokens'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<{ token: string }>({
  GET: route({
    access: 'public',
    handle: async ({ params }) => {
      requireOpen(await findLink(params.token))
      return empty()
    },
  }),
})
