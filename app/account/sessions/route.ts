import * as pages from '@/lib/api/pages'
import { endOtherSessions } from '@/lib/server/account/account'
import { backToAccount, seeOther } from '@/lib/server/http/form-response'
import { methods, route } from '@/lib/server/http/route'

/** Ends all sessions of one's own but this one. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: route(pages.endSessionsForm, {
    handle: async ({ caller }) => {
      await endOtherSessions(caller)
      return seeOther('/account?done=sessions#sessions')
    },
    onFormError: (error, { values }) => backToAccount(error, 'sessions', values),
  }),
})
