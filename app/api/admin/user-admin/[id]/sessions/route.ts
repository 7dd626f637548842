import { requireId } from '@/lib/server/db/paging'
import { empty, methods, route } from '@/lib/server/http/route'
import { endSessionsOf } from '@/lib/server/users/users'

/** Signs a person out everywhere. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<{ id: string }>({
  DELETE: route({
    access: 'admin',
    endsAccess: true,
    handle: async ({ caller, params }) => {
      await endSessionsOf(caller, requireId(params.id))
      return empty()
    },
  }),
})
