import { badQuery } from '@/lib/server/db/paging'
import { json, methods, route } from '@/lib/server/http/route'
import { search } from '@/lib/server/pages/search'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<Record<string, never>>({
  GET: route({
    access: 'admin',
    handle: async ({ query }) => {
      const text = query.get('q') ?? ''
      if (text.length > 200) throw badQuery('q', 'textTooLong')
      return json(await search(text))
    },
  }),
})
