import { deletePersonalToken } from '@/lib/server/api-tokens'
import { empty, methods, route } from '@/lib/server/http'
import { requireId } from '@/lib/server/paging'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<{ id: string }>({
  DELETE: route({
    access: 'person',
    handle: async ({ caller, params }) => {
      await deletePersonalToken(caller, requireId(params.id))
      return empty()
    },
  }),
})
