import { empty, methods, route } from '@/lib/server/http'
import { deleteInviteRequests } from '@/lib/server/invite-requests'
import { requireId } from '@/lib/server/paging'

/** Deletes one request for a new invite. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<{
  token: string
  id: string
}>({
  DELETE: route({
    access: 'admin',
    handle: async ({ caller, params }) => {
      await deleteInviteRequests(caller, params.token, requireId(params.id))
      return empty()
    },
  }),
})
