import { deleteAccountSchema } from '@/lib/schemas/account'
import { deleteAccount } from '@/lib/server/account'
import { backToAccount, seeOther } from '@/lib/server/form-answers'
import { json, methods, route } from '@/lib/server/http'
import { clearedSessionCookie } from '@/lib/server/sessions'
import { parseBody } from '@/lib/server/validation'

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
