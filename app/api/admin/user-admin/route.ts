import { json, methods, route } from '@/lib/server/http'
import { readLimit, readNumericCursor } from '@/lib/server/paging'
import { listRoles } from '@/lib/server/roles'
import { listUsers, readUserFilter } from '@/lib/server/user-lists'
import { adminUserWires } from '@/lib/server/user-wire'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<Record<string, never>>({
  GET: route({
    access: 'admin',
    handle: async ({ query }) => {
      const page = { limit: readLimit(query, 1000, 1000), cursor: readNumericCursor(query) }
      const { items, nextCursor } = await listUsers({ ...page, ...readUserFilter(query) })
      const users = await adminUserWires(items)
      return json({ users, rootRoles: await listRoles(), nextCursor })
    },
  }),
})
