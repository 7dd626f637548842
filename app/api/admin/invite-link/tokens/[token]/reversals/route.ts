import { createReversalSchema } from '@/lib/schemas/signup-token'
import { readLimit, readNumericCursor } from '@/lib/server/db/paging'
import { json, methods, route } from '@/lib/server/http/route'
import { parseBody } from '@/lib/server/http/validation'
import { createRollback, listRollbacks } from '@/lib/server/rollbacks/rollbacks'
import { getSignupToken } from '@/lib/server/signup-tokens/signup-tokens'

/** Undoing a link: everyone who came through it, disabled at one stroke. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<{ token: string }>({
  GET: route({
    access: 'admin',
    handle: async ({ params, query }) => {
      const page = { limit: readLimit(query, 100, 1000), cursor: readNumericCursor(query) }
      const { id } = await getSignupToken(params.token)
      const { items, nextCursor } = await listRollbacks(id, page)
      return json({ reversals: items, nextCursor })
    },
  }),
  POST: route({
    access: 'admin',
    parse: (value) => parseBody(createReversalSchema, value),
    handle: async ({ caller, params, body }) =>
      json(await createRollback(caller, params.token, body), 201),
  }),
})
