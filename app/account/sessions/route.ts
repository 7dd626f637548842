import { endOtherSessions } from '@/lib/server/account'
import { backToAccount, seeOther } from '@/lib/server/form-answers'
import { methods, route } from '@/lib/server/http'

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
