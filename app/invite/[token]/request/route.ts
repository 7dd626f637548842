import * as api from '@/lib/api/invites'
import { backToForm, seeOther } from '@/lib/server/http/form-response'
import { json, methods, route } from '@/lib/server/http/route'
import { requestInvite } from '@/lib/server/signup-tokens/invite-requests/invite-requests'

/** "Ask for a new invite", from the page of a link that is over. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: route(api.requestInvite, {
    handle: async ({ params, body, isForm }) => {
      await requestInvite(params.token, body)
      const page = `/invite/${encodeURIComponent(params.token)}`
      return isForm ? seeOther(`${page}?asked`) : json({}, 201)
    },
    onFormError: (error, { params: { token }, values }) =>
      backToForm(error, `/invite/${encodeURIComponent(token)}`, { values, bind: token }),
  }),
})
