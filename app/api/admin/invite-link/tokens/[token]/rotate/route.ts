import { etag } from '@/lib/server/http/etag'
import { json, methods, route } from '@/lib/server/http/route'
import { rotateSignupToken } from '@/lib/server/signup-tokens/changes'
import { toSignupTokenResponse } from '@/lib/server/signup-tokens/responses'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<{ token: string }>({
  POST: route({
    access: 'admin',
    handle: async ({ caller, params, request }) => {
      const ifMatch = request.headers.get('if-match')
      const row = await rotateSignupToken(caller, params.token, ifMatch)
      return json(await toSignupTokenResponse(row), 200, { etag: etag(row.version) })
    },
  }),
})
