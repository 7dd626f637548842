import * as pages from '@/lib/api/pages'
import { AppError } from '@/lib/errors'
import { endOwnSession } from '@/lib/server/account/sessions'
import { backToAccount, seeOther } from '@/lib/server/http/form-response'
import { methods, route } from '@/lib/server/http/route'

/** Ends another session of one's own, from its button on the account page. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<{ id: string }>({
  POST: route(pages.endSessionsForm, {
    handle: async ({ caller, params }) => {
      // The browser that asks signs out by /logout, which leads to the sign-in page.
      if (params.id === caller.sessionId) throw new AppError('NotFoundError')
      await endOwnSession(caller, params.id)
      return seeOther('/account?done=session#sessions')
    },
    onFormError: (error, { values }) => backToAccount(error, 'sessions', values),
  }),
})
