import * as api from '@/lib/api/links'
import { etag } from '@/lib/etag'
import { json, methods, route } from '@/lib/server/http/route'
import { revokeSignupToken, updateSignupToken } from '@/lib/server/signup-tokens/changes'
import { toSignupTokenResponse } from '@/lib/server/signup-tokens/responses'
import { getSignupToken, type SignupTokenRow } from '@/lib/server/signup-tokens/signup-tokens'

async function answer(row: SignupTokenRow): Promise<Response> {
  return json(await toSignupTokenResponse(row), 200, { etag: etag(row.version) })
}

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route(api.getLink, {
    handle: async ({ params }) => answer(await getSignupToken(params.token)),
  }),
  PUT: route(api.updateLink, {
    handle: async ({ caller, params, body, request }) => {
      const ifMatch = request.headers.get('if-match')
      return answer(await updateSignupToken(caller, params.token, body, ifMatch))
    },
  }),
  DELETE: route(api.revokeLink, {
    handle: async ({ caller, params, request }) => {
      const ifMatch = request.headers.get('if-match')
      return answer(await revokeSignupToken(caller, params.token, ifMatch))
    },
  }),
})
