import { createSignupTokenSchema } from '@/lib/schemas/signup-token'
import { etag } from '@/lib/server/http/etag'
import { readIdempotencyKey } from '@/lib/server/http/idempotency'
import { json, methods, route } from '@/lib/server/http/route'
import { parseBody } from '@/lib/server/http/validation'
import { createSignupToken } from '@/lib/server/signup-tokens/create'
import { links } from '@/lib/server/signup-tokens/list'
import { toSignupTokenResponse, toSignupTokenResponses } from '@/lib/server/signup-tokens/responses'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<Record<string, never>>({
  GET: route({
    access: 'admin',
    handle: async ({ query }) => {
      const { items, ...rest } = await links.answer(query, 1000)
      return json({ tokens: await toSignupTokenResponses(items), ...rest })
    },
  }),
  POST: route({
    access: 'admin',
    parse: (value) => parseBody(createSignupTokenSchema, value),
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
