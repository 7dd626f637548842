import * as api from '@/lib/api/people'
import { listSessionsOf } from '@/lib/server/account/sessions'
import { requireId } from '@/lib/server/db/paging'
import { empty, json, methods, route } from '@/lib/server/http/route'
import { endSessionsOf, getUser } from '@/lib/server/users/users'

/** Where a person is signed in; DELETE signs them out everywhere. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route(api.listUserSessions, {
    handle: async ({ caller, params }) => {
      const { id } = await getUser(requireId(params.id))
      return json({ sessions: await listSessionsOf(id, caller) })
    },
  }),
  DELETE: route(api.endUserSessions, {
    handle: async ({ caller, params }) => {
      await endSessionsOf(caller, requireId(params.id))
      return empty()
    },
  }),
})
