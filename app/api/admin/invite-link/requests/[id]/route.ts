import * as api from '@/lib/api/requests'
import { requireId } from '@/lib/server/db/paging'
import { json, methods, route } from '@/lib/server/http/route'
import { updateRequest } from '@/lib/server/signup-tokens/invite-requests/answer-requests'

/** One invite request: dismissed, or open again. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  PUT: route(api.updateRequest, {
    handle: async ({ caller, params, body }) =>
      json(await updateRequest(caller, requireId(params.id), body)),
  }),
})
