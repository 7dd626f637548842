import { empty, methods, route } from '@/lib/server/http'
import { findSignupToken, requireOpen } from '@/lib/server/signup-tokens'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<{ token: string }>({
  GET: route({
    access: 'public',
    handle: async ({ params }) => {
      requireOpen(await findSignupToken(params.token))
      return empty()
    },
  }),
})
