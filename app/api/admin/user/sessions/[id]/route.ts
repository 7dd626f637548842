import * as api from '@/lib/api/account'
import { endOwnSession } from '@/lib/server/account/sessions'
import { clearedSessionCookie } from '@/lib/server/auth/sessions'
import { empty, methods, route } from '@/lib/server/http/route'

/** Ends one session of one's own; the current one as signing out does. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  DELETE: route(api.endOwnSession, {
    handle: async ({ caller, params }) => {
      await endOwnSession(caller, params.id)
      const response = empty()
      if (params.id !== caller.sessionId) return response
      response.headers.set('set-cookie', clearedSessionCookie())
      response.headers.set('clear-site-data', '"cache", "storage"')
      return response
    },
  }),
})
