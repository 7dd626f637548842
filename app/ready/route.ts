import * as api from '@/lib/api/service'
import { json, methods, route } from '@/lib/server/http/route'
import { requireDatabase } from '@/lib/server/lifecycle/readiness'

/** The process can do its work: 503 while the database is away. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route(api.getReady, {
    handle: async () => {
      await requireDatabase()
      return json({ health: 'GOOD' })
    },
  }),
})
