import { json, methods, route } from '@/lib/server/http'
import { badQuery } from '@/lib/server/paging'
import { search } from '@/lib/server/search'

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
