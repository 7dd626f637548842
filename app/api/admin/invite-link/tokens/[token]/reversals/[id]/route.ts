import { json, methods, route } from '@/lib/server/http'
import { revertReversal } from '@/lib/server/link-reversals'
import { requireId } from '@/lib/server/paging'

/** Takes a reversal back. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<{
  token: string
  id: string
}>({
  DELETE: route({
    access: 'admin',
    handle: async ({ caller, params }) =>
      json(await revertReversal(caller, params.token, requireId(params.id))),
  }),
})
