import { csvResponse } from '@/lib/server/http/csv'
import { methods, route } from '@/lib/server/http/route'
import { askedBy, linkColumns, links } from '@/lib/server/signup-tokens/list'
import { readLinkFilters } from '@/lib/signup-token-filters'

/** The links that the filters of the address find, as CSV. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<Record<string, never>>({
  GET: route({
    access: 'admin',
    handle: async ({ query }) => {
      const asked = askedBy(readLinkFilters(Object.fromEntries(query)))
      return csvResponse('invite-links.csv', linkColumns, links.pages(asked))
    },
  }),
})
