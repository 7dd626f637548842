import { empty, methods, route } from '@/lib/server/http'
import { requireId } from '@/lib/server/paging'
import { deletePersonalToken } from '@/lib/server/personal-tokens'

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
