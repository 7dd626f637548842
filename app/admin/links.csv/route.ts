import * as pages from '@/lib/api/pages'
import { csvResponse } from '@/lib/server/http/csv'
import { methods, route } from '@/lib/server/http/route'
import { askedBy, linkColumns, links } from '@/lib/server/signup-tokens/lists/links'
import { readLinkFilters } from '@/lib/signup-token-filters'

/** The links that the filters of the address find, as CSV. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route(pages.adminFile, {
    handle: async ({ query }) => {
      const asked = askedBy(readLinkFilters(Object.fromEntries(query)))
      return csvResponse('invite-links.csv', linkColumns, links.pages(asked))
    },
  }),
})
