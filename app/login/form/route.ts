import * as pages from '@/lib/api/pages'
import { safePath } from '@/lib/safe-path'
import { signIn } from '@/lib/server/account/login'
import { browserOf, sessionCookie } from '@/lib/server/auth/sessions'
import { keepTyped, seeOther } from '@/lib/server/http/form-response'
import { methods, route } from '@/lib/server/http/route'

/** The sign-in form of a browser without scripts; programs use /auth/simple/login. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: route(pages.signInForm, {
    handle: async ({ body, query, request }) => {
      const { session } = await signIn(body, browserOf(request))
      return seeOther(safePath(query.get('next')) ?? '/', { 'set-cookie': sessionCookie(session) })
    },
    onFormError: (error, { query, values }) => {
      const next = safePath(query.get('next')) ?? '/'
      const location = `/login?${new URLSearchParams({ error: error.name, next })}#problems`
      return seeOther(location, keepTyped(values, '/login', '/login'))
    },
  }),
})
