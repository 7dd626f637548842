import { deletePersonalToken } from '@/lib/server/account/personal-tokens'
import { requireId } from '@/lib/server/db/paging'
import { empty, methods, route } from '@/lib/server/http/route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<{ id: string }>({
  DELETE: route({
    access: 'person',
    endsAccess: true,
    handle: async ({ caller, params }) => {
      await deletePersonalToken(caller, caller.userId, requireId(params.id))
      return empty()
    },
  }),
})
