import * as api from '@/lib/api/account'
import { signIn } from '@/lib/server/account/login'
import { browserOf, sessionCookie } from '@/lib/server/auth/sessions'
import { json, methods, route } from '@/lib/server/http/route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: route(api.signIn, {
    handle: async ({ body, request }) => {
      const { user, session } = await signIn(body, browserOf(request))
      return json(user, 200, { 'set-cookie': sessionCookie(session) })
    },
  }),
})
