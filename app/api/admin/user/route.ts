import { json, methods, route } from '@/lib/server/http/route'
import { currentUser } from '@/lib/server/users/responses'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<Record<string, never>>({
  GET: route({
    access: 'person',
    handle: async ({ caller }) => {
      const permissions = caller.permissions.map((permission) => ({ permission }))
      return json({ user: await currentUser(caller.userId), permissions })
    },
  }),
})
