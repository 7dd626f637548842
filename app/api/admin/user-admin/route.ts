import { readLimit, readNumericCursor } from '@/lib/server/db/paging'
import { json, methods, route } from '@/lib/server/http/route'
import { listUsers, readUserFilter } from '@/lib/server/users/list'
import { toAdminUserResponses } from '@/lib/server/users/responses'
import { listRoles } from '@/lib/server/users/roles'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<Record<string, never>>({
  GET: route({
    access: 'admin',
    handle: async ({ query }) => {
      const page = { limit: readLimit(query, 1000, 1000), cursor: readNumericCursor(query) }
      const { items, nextCursor } = await listUsers({ ...page, ...readUserFilter(query) })
      const users = await toAdminUserResponses(items)
      return json({ users, rootRoles: await listRoles(), nextCursor })
    },
  }),
})
