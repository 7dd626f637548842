import { createSignupTokenSchema } from '@/lib/schemas/signup-token'
import { readLimit } from '@/lib/server/db/paging'
import { etag } from '@/lib/server/http/etag'
import { readIdempotencyKey } from '@/lib/server/http/idempotency'
import { json, methods, route } from '@/lib/server/http/route'
import { parseBody } from '@/lib/server/http/validation'
import { createSignupToken } from '@/lib/server/signup-tokens/create'
import { listLinks } from '@/lib/server/signup-tokens/list'
import { toSignupTokenResponse, toSignupTokenResponses } from '@/lib/server/signup-tokens/responses'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<Record<string, never>>({
  GET: route({
    access: 'admin',
    handle: async ({ query }) => {
      const limit = readLimit(query, 1000, 1000)
      const { items, nextCursor } = await listLinks({
        limit,
        cursor: query.get('cursor') ?? undefined,
      })
      return json({ tokens: await toSignupTokenResponses(items), nextCursor })
    },
  }),
  POST: route({
    access: 'admin',
    parse: (value) => parseBody(createSignupTokenSchema, value),
    handle: async ({ caller, body, request }) => {
      const key = readIdempotencyKey(request.headers)
      const { status, row } = await createSignupToken(caller, body, key)
      const wire = await toSignupTokenResponse(row)
      return json(wire, status, { location: `tokens/${wire.secret}`, etag: etag(row.version) })
    },
  }),
})
