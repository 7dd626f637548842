import { backToForm, seeOther } from '@/lib/server/form-answers'
import { json, methods, route } from '@/lib/server/http'
import { readIdempotencyKey } from '@/lib/server/idempotency'
import { sessionCookie } from '@/lib/server/sessions'
import { signup } from '@/lib/server/signup'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<{ token: string }>({
  POST: route({
    access: 'public',
    limit: 'signup',
    takesForm: true,
    parse: (value) => value,
    handle: async ({ params, body, isForm, userAgent, request }) => {
      const key = readIdempotencyKey(request.headers)
      const { status, user, session } = await signup(params.token, body, userAgent, key)
      const headers = session === null ? {} : { 'set-cookie': sessionCookie(session) }
      return isForm ? seeOther('/welcome', headers) : json(user, status, headers)
    },
    onFormError: (error, { params: { token }, values }) =>
      backToForm(error, `/invite/${encodeURIComponent(token)}`, { values, bind: token }),
  }),
})
