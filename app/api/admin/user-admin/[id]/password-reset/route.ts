import * as api from '@/lib/api/people'
import { createPasswordReset } from '@/lib/server/account/password-resets'
import { requireId } from '@/lib/server/db/paging'
import { json, methods, route } from '@/lib/server/http/route'

/** A link by which a person sets a new password; the only answer in which it stands. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: route(api.createPasswordReset, {
    handle: async ({ caller, params }) =>
      json(await createPasswordReset(caller, requireId(params.id)), 201),
  }),
})
