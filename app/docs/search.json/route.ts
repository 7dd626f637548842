import * as pages from '@/lib/api/pages'
import { searchPages } from '@/lib/server/docs/search'
import { json, methods, route } from '@/lib/server/http/route'

/** What the search of the documentation finds while somebody types. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route(pages.publicFile, {
    handle: async ({ query }) => json({ pages: searchPages(query.get('q') ?? '') }),
  }),
})
