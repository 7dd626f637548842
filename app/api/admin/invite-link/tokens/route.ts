import * as api from '@/lib/api/links'
import { etag } from '@/lib/etag'
import { readIdempotencyKey } from '@/lib/server/http/idempotency'
import { json, methods, route } from '@/lib/server/http/route'
import { createSignupToken } from '@/lib/server/signup-tokens/create'
import { links } from '@/lib/server/signup-tokens/lists/links'
import { toSignupTokenResponse, toSignupTokenResponses } from '@/lib/server/signup-tokens/responses'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route(api.listLinks, {
    handle: async ({ query }) => {
      const { items, ...rest } = await links.answer(query)
      return json({ tokens: await toSignupTokenResponses(items), ...rest })
    },
  }),
  POST: route(api.createLink, {
    handle: async ({ caller, body, request }) => {
      const key = readIdempotencyKey(request.headers)
      const { status, row } = await createSignupToken(caller, body, key)
      const response = await toSignupTokenResponse(row)
      return json(response, status, {
        location: `tokens/${response.secret}`,
        etag: etag(row.version),
      })
    },
  }),
})
