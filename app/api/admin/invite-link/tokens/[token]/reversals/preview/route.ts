import * as api from '@/lib/api/rollbacks'
import { readPage } from '@/lib/server/db/paging'
import { json, methods, route } from '@/lib/server/http/route'
import { previewRollback, readSince } from '@/lib/server/rollbacks/preview'
import { getSignupToken } from '@/lib/server/signup-tokens/signup-tokens'

/** Who would be disabled. Changes nothing. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route(api.previewRollback, {
    handle: async ({ caller, params, query }) => {
      const page = readPage(query)
      const link = await getSignupToken(params.token)
      const scope = { link, since: readSince(query, link) }
      return json(await previewRollback(caller.userId, scope, page))
    },
  }),
})
