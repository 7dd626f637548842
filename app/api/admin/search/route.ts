import * as api from '@/lib/api/service'
import { json, methods, route } from '@/lib/server/http/route'
import { search } from '@/lib/server/pages/search'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route(api.search, {
    handle: async ({ query }) => json(await search(query.get('q'))),
  }),
})
