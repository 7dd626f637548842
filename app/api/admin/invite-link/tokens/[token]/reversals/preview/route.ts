import { readLimit, readNumericCursor } from '@/lib/server/db/paging'
import { json, methods, route } from '@/lib/server/http/route'
import { previewRollback, readSince } from '@/lib/server/rollbacks/preview'
import { getSignupToken } from '@/lib/server/signup-tokens/signup-tokens'

/** Who would be disabled. Changes nothing. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<{ token: string }>({
  GET: route({
    access: 'admin',
    handle: async ({ caller, params, query }) => {
      const page = { limit: readLimit(query, 100, 1000), cursor: readNumericCursor(query) }
      const link = await getSignupToken(params.token)
      const scope = { link, since: readSince(query, link) }
      return json(await previewRollback(caller.userId, scope, page))
    },
  }),
})
