import * as api from '@/lib/api/requests'
import { etag } from '@/lib/etag'
import { requireId } from '@/lib/server/db/paging'
import { json, methods, route } from '@/lib/server/http/route'
import { answerRequest } from '@/lib/server/signup-tokens/invite-requests/answer-requests'
import { toSignupTokenResponse } from '@/lib/server/signup-tokens/responses'

/** Answers an invite request with a fresh link. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: route(api.answerRequest, {
    handle: async ({ caller, params }) => {
      const row = await answerRequest(caller, requireId(params.id))
      const response = await toSignupTokenResponse(row)
      return json(response, 201, {
        location: `/api/admin/invite-link/tokens/${response.secret}`,
        etag: etag(row.version),
      })
    },
  }),
})
