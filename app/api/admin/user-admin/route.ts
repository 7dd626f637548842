import * as api from '@/lib/api/people'
import { json, methods, route } from '@/lib/server/http/route'
import { users } from '@/lib/server/users/list'
import { toAdminUserResponses } from '@/lib/server/users/responses'
import { listRoles } from '@/lib/server/users/roles'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route(api.listUsers, {
    handle: async ({ query }) => {
      const { items, ...rest } = await users.answer(query)
      const [people, rootRoles] = await Promise.all([toAdminUserResponses(items), listRoles()])
      return json({ users: people, rootRoles, ...rest })
    },
  }),
})
