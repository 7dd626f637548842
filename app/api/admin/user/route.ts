import * as api from '@/lib/api/account'
import { json, methods, route } from '@/lib/server/http/route'
import { currentUser } from '@/lib/server/users/responses'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route(api.getMe, {
    handle: async ({ caller }) => {
      const permissions = caller.permissions.map((permission) => ({ permission }))
      return json({ user: await currentUser(caller.userId), permissions })
    },
  }),
})
