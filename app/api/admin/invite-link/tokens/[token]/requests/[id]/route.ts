import * as api from '@/lib/api/requests'
import { requireId } from '@/lib/server/db/paging'
import { empty, methods, route } from '@/lib/server/http/route'
import { deleteInviteRequests } from '@/lib/server/signup-tokens/invite-requests/invite-requests'

/** Deletes one request for a new invite. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  DELETE: route(api.deleteLinkRequest, {
    handle: async ({ caller, params }) => {
      await deleteInviteRequests(caller, params.token, requireId(params.id))
      return empty()
    },
  }),
})
