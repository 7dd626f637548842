import * as api from '@/lib/api/rollbacks'
import { requireId } from '@/lib/server/db/paging'
import { json, methods, route } from '@/lib/server/http/route'
import { undoRollback } from '@/lib/server/rollbacks/rollbacks'

/** Takes a reversal back. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  DELETE: route(api.undoRollback, {
    handle: async ({ caller, params }) =>
      json(await undoRollback(caller, params.token, requireId(params.id))),
  }),
})
