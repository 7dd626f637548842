import * as api from '@/lib/api/links'
import { etag } from '@/lib/etag'
import { json, methods, route } from '@/lib/server/http/route'
import { rotateSignupToken } from '@/lib/server/signup-tokens/changes'
import { toSignupTokenResponse } from '@/lib/server/signup-tokens/responses'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: route(api.rotateLink, {
    handle: async ({ caller, params, request }) => {
      const ifMatch = request.headers.get('if-match')
      const row = await rotateSignupToken(caller, params.token, ifMatch)
      return json(await toSignupTokenResponse(row), 200, { etag: etag(row.version) })
    },
  }),
})
