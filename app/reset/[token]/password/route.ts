import * as api from '@/lib/api/account'
import { resetPassword } from '@/lib/server/account/password-resets'
import { browserOf, sessionCookie } from '@/lib/server/auth/sessions'
import { backToForm, seeOther } from '@/lib/server/http/form-response'
import { json, methods, route } from '@/lib/server/http/route'

/** Sets a new password by a one-time link, and signs its person in. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: route(api.resetPassword, {
    handle: async ({ params, body, isForm, request }) => {
      const session = await resetPassword(params.token, body, browserOf(request))
      const headers = { 'set-cookie': sessionCookie(session) }
      return isForm
        ? seeOther('/account?done=password#password-done', headers)
        : json({}, 200, headers)
    },
    onFormError: (error, { params: { token } }) =>
      backToForm(error, `/reset/${encodeURIComponent(token)}`, { values: {}, bind: token }),
  }),
})
