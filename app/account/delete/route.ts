import { deleteAccountSchema } from '@/lib/schemas/account'
import { deleteAccount } from '@/lib/server/account/account'
import { clearedSessionCookie } from '@/lib/server/auth/sessions'
import { backToAccount, seeOther } from '@/lib/server/http/form-response'
import { json, methods, route } from '@/lib/server/http/route'
import { parseBody } from '@/lib/server/http/validation'

/** Deletes one's own account, for good. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<Record<string, never>>({
  POST: route({
    access: 'session',
    endsAccess: true,
    takesForm: true,
    parse: (value) => parseBody(deleteAccountSchema, value),
    handle: async ({ caller, body, isForm }) => {
      await deleteAccount(caller, body)
      const headers = { 'set-cookie': clearedSessionCookie() }
      return isForm ? seeOther('/login?deleted', headers) : json({}, 200, headers)
    },
    onFormError: (error, { values }) => backToAccount(error, 'delete', values),
  }),
})
