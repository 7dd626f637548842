import { json, methods, route } from '@/lib/server/http'
import { readLimit, readNumericCursor } from '@/lib/server/paging'
import { listRoles } from '@/lib/server/roles'
import { adminUserWires } from '@/lib/server/user-wire'
import { listUsers } from '@/lib/server/users'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<Record<string, never>>({
  GET: route({
    access: 'admin',
    handle: async ({ query }) => {
      const page = { limit: readLimit(query, 1000, 1000), cursor: readNumericCursor(query) }
      const { items, nextCursor } = await listUsers(page)
      const users = await adminUserWires(items)
      return json({ users, rootRoles: await listRoles(), nextCursor })
    },
  }),
})
