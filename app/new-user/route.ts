import * as api from '@/lib/api/service'
import { AppError } from '@/lib/errors'
import { methods, route } from '@/lib/server/http/route'

/** Links that Unleash created looked like `/new-user?invite=…`; some are still on paper. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route(api.openLegacyLink, {
    handle: async ({ query }) => {
      const token = query.get('invite')
      if (!token) throw new AppError('NotFoundError')
      const location = `/invite/${encodeURIComponent(token)}`
      return new Response(null, { status: 307, headers: { location, 'cache-control': 'no-store' } })
    },
  }),
})
