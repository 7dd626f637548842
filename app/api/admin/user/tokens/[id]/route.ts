import * as api from '@/lib/api/account'
import { deletePersonalToken } from '@/lib/server/account/personal-tokens'
import { requireId } from '@/lib/server/db/paging'
import { empty, methods, route } from '@/lib/server/http/route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  DELETE: route(api.deleteOwnToken, {
    handle: async ({ caller, params }) => {
      await deletePersonalToken(caller, caller.userId, requireId(params.id))
      return empty()
    },
  }),
})
