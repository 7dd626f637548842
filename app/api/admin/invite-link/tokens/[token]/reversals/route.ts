import * as api from '@/lib/api/rollbacks'
import { readPage } from '@/lib/server/db/paging'
import { json, methods, route } from '@/lib/server/http/route'
import { createRollback, listRollbacks } from '@/lib/server/rollbacks/rollbacks'
import { getSignupToken } from '@/lib/server/signup-tokens/signup-tokens'

/** Undoing a link: everyone who came through it, disabled at one stroke. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route(api.listRollbacks, {
    handle: async ({ params, query }) => {
      const page = readPage(query)
      const { id } = await getSignupToken(params.token)
      const { items, nextCursor } = await listRollbacks(id, page)
      return json({ reversals: items, nextCursor })
    },
  }),
  POST: route(api.createRollback, {
    handle: async ({ caller, params, body }) =>
      json(await createRollback(caller, params.token, body), 201),
  }),
})
