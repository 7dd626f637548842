import * as pages from '@/lib/api/pages'
import { csvResponse } from '@/lib/server/http/csv'
import { methods, route } from '@/lib/server/http/route'
import { personColumns, personPages } from '@/lib/server/pages/people'

/** People as a file for a spreadsheet, with the same filters as the page. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route(pages.adminFile, {
    handle: async ({ query }) => csvResponse('people.csv', personColumns, personPages(query)),
  }),
})
