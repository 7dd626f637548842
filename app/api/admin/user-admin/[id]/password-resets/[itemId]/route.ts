import * as api from '@/lib/api/people'
import { revokePasswordReset } from '@/lib/server/account/password-resets'
import { requireId } from '@/lib/server/db/paging'
import { empty, methods, route } from '@/lib/server/http/route'

/** Ends a reset link of a person before its time. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  DELETE: route(api.deletePasswordReset, {
    handle: async ({ caller, params: { id, itemId } }) => {
      await revokePasswordReset(caller, requireId(id), itemId)
      return empty()
    },
  }),
})
