import * as pages from '@/lib/api/pages'
import { AppError } from '@/lib/errors'
import { methods, route } from '@/lib/server/http/route'
import { eventDownload, problemText } from '@/lib/server/pages/events/event-download'
import { readEventSearch } from '@/lib/server/pages/events/event-search'

/** The events that the address asks for, as CSV or JSON. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route(pages.adminFile, {
    handle: async ({ query }) => {
      const { filters, problems } = await readEventSearch(query)
      // A filter that finds nobody must not turn into all events.
      if (problems.length > 0) {
        throw new AppError('BadDataError', { message: problems.map(problemText).join(' ') })
      }
      return eventDownload(query.get('format') === 'json' ? 'json' : 'csv', filters)
    },
  }),
})
