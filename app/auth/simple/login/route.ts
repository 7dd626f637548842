import { loginSchema } from '@/lib/schemas/login'
import { signIn } from '@/lib/server/account/login'
import { browserOf, sessionCookie } from '@/lib/server/auth/sessions'
import { json, methods, route } from '@/lib/server/http/route'
import { parseBody } from '@/lib/server/http/validation'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<Record<string, never>>({
  POST: route({
    access: 'public',
    parse: (value) => parseBody(loginSchema, value),
    handle: async ({ body, request }) => {
      const { user, session } = await signIn(body, browserOf(request))
      return json(user, 200, { 'set-cookie': sessionCookie(session) })
    },
  }),
})
