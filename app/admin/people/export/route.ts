import { csvFile } from '@/lib/server/http/csv'
import { methods, route } from '@/lib/server/http/route'
import { exportHead, exportRows } from '@/lib/server/pages/people'
import { readUserFilter } from '@/lib/server/users/list'

/** People as a file for a spreadsheet, with the same filters as the page. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<Record<string, never>>({
  GET: route({
    access: 'admin',
    handle: async ({ query }) =>
      csvFile('people.csv', exportHead, exportRows(readUserFilter(query))),
  }),
})
