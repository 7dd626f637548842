import * as api from '@/lib/api/account'
import { listSessionsOf } from '@/lib/server/account/sessions'
import { json, methods, route } from '@/lib/server/http/route'

/** Where one is signed in. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route(api.listOwnSessions, {
    handle: async ({ caller }) => json({ sessions: await listSessionsOf(caller.userId, caller) }),
  }),
})
