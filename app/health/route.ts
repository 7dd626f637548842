import { json, methods, route } from '@/lib/server/http/route'

/** The process answers. It says nothing of the database: see /ready. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<Record<string, never>>({
  GET: route({ access: 'public', handle: async () => json({ health: 'GOOD' }) }),
})
