import { readLimit, readNumericCursor } from '@/lib/server/db/paging'
import { json, methods, route } from '@/lib/server/http/route'
import { listMembers } from '@/lib/server/signup-tokens/responses'
import { getSignupToken } from '@/lib/server/signup-tokens/signup-tokens'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<{ token: string }>({
  GET: route({
    access: 'admin',
    handle: async ({ params, query }) => {
      const page = { limit: readLimit(query, 100, 1000), cursor: readNumericCursor(query) }
      const link = await getSignupToken(params.token)
      return json(await listMembers(link.id, page))
    },
  }),
})
