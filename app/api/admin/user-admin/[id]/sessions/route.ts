import { empty, methods, route } from '@/lib/server/http'
import { requireId } from '@/lib/server/paging'
import { endSessionsOf } from '@/lib/server/users'

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
