import * as api from '@/lib/api/people'
import { endSessionOf } from '@/lib/server/account/sessions'
import { requireId } from '@/lib/server/db/paging'
import { empty, methods, route } from '@/lib/server/http/route'

/** Ends one session of a person. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  DELETE: route(api.endUserSession, {
    handle: async ({ caller, params: { id, itemId } }) => {
      await endSessionOf(caller, requireId(id), itemId)
      return empty()
    },
  }),
})
