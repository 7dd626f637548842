import { loginSchema } from '@/lib/schemas/login'
import { json, methods, route } from '@/lib/server/http'
import { signIn } from '@/lib/server/login'
import { browserOf, sessionCookie } from '@/lib/server/sessions'
import { parseBody } from '@/lib/server/validation'

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
