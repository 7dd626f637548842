import { endOtherSessions } from '@/lib/server/account/account'
import { backToAccount, seeOther } from '@/lib/server/http/form-response'
import { methods, route } from '@/lib/server/http/route'

/** Ends all sessions of one's own but this one. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<Record<string, never>>({
  POST: route({
    access: 'session',
    endsAccess: true,
    takesForm: true,
    handle: async ({ caller }) => {
      await endOtherSessions(caller)
      return seeOther('/account?done=sessions#sessions')
    },
    onFormError: (error, { values }) => backToAccount(error, 'sessions', values),
  }),
})
