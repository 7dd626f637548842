import { requireId } from '@/lib/server/db/paging'
import { json, methods, route } from '@/lib/server/http/route'
import { undoRollback } from '@/lib/server/rollbacks/rollbacks'

/** Takes a reversal back. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<{
  token: string
  id: string
}>({
  DELETE: route({
    access: 'admin',
    handle: async ({ caller, params }) =>
      json(await undoRollback(caller, params.token, requireId(params.id))),
  }),
})
