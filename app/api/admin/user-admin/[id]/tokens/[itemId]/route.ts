import * as api from '@/lib/api/people'
import { deletePersonalToken } from '@/lib/server/account/personal-tokens'
import { requireId } from '@/lib/server/db/paging'
import { empty, methods, route } from '@/lib/server/http/route'

/** Ends an API token of a person. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  DELETE: route(api.deleteUserToken, {
    handle: async ({ caller, params: { id, itemId } }) => {
      await deletePersonalToken(caller, requireId(id), requireId(itemId))
      return empty()
    },
  }),
})
