import { csvFile } from '@/lib/server/csv'
import { methods, route } from '@/lib/server/http'
import { exportHead, exportRows } from '@/lib/server/people-page'
import { readUserFilter } from '@/lib/server/user-lists'

/** People as a file for a spreadsheet, with the same filters as the page. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<Record<string, never>>({
  GET: route({
    access: 'admin',
    handle: async ({ query }) =>
      csvFile('people.csv', exportHead, exportRows(readUserFilter(query))),
  }),
})
