import { json, methods, route } from '@/lib/server/http/route'
import { search } from '@/lib/server/pages/search'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<Record<string, never>>({
  GET: route({
    access: 'admin',
    handle: async ({ query }) => json(await search(query.get('q'))),
  }),
})
