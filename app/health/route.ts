import * as api from '@/lib/api/service'
import { json, methods, route } from '@/lib/server/http/route'

/** The process answers. It says nothing of the database: see /ready. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route(api.getHealth, { handle: async () => json({ health: 'GOOD' }) }),
})
