import { etag } from '@/lib/server/etag'
import { json, methods, route } from '@/lib/server/http'
import { rotateSignupToken } from '@/lib/server/signup-token-changes'
import { tokenAnswer } from '@/lib/server/signup-token-lists'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<{ token: string }>({
  POST: route({
    access: 'admin',
    handle: async ({ caller, params, request }) => {
      const ifMatch = request.headers.get('if-match')
      const row = await rotateSignupToken(caller, params.token, ifMatch)
      return json(await tokenAnswer(row), 200, { etag: etag(row.version) })
    },
  }),
})
