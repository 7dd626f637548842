import * as pages from '@/lib/api/pages'
import { deleteAccount } from '@/lib/server/account/account'
import { clearedSessionCookie } from '@/lib/server/auth/sessions'
import { backToAccount, seeOther } from '@/lib/server/http/form-response'
import { json, methods, route } from '@/lib/server/http/route'

/** Deletes one's own account, for good. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: route(pages.deleteAccountForm, {
    handle: async ({ caller, body, isForm }) => {
      await deleteAccount(caller, body)
      const headers = { 'set-cookie': clearedSessionCookie() }
      return isForm ? seeOther('/login?deleted', headers) : json({}, 200, headers)
    },
    onFormError: (error, { values }) => backToAccount(error, 'delete', values),
  }),
})
