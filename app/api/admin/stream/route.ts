import * as api from '@/lib/api/service'
import { readParameter } from '@/lib/server/db/paging'
import { openStream, streamHeaders } from '@/lib/server/events/stream/stream'
import { methods, route } from '@/lib/server/http/route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route(api.getStream, {
    handle: async ({ caller, query, request }) => {
      const cursor = readParameter(query, 'cursor', api.streamQuery.cursor) ?? null
      // What a browser sends when it connects again is newer than the address.
      const lastSeen = api.readChangeId(request.headers.get('last-event-id') ?? '') ?? cursor
      if (request.method === 'HEAD') return streamHeaders()
      return await openStream(caller, lastSeen, request.signal)
    },
  }),
})
