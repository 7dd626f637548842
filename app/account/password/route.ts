import { changePasswordSchema } from '@/lib/schemas/account'
import { changePassword } from '@/lib/server/account'
import { accountForm } from '@/lib/server/account-route'
import { methods } from '@/lib/server/http'
import { sessionCookie } from '@/lib/server/sessions'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: accountForm('password', changePasswordSchema, changePassword, {
    boxes: ['keepTokens'],
    endsAccess: true,
    headersOf: (session) => ({ 'set-cookie': sessionCookie(session) }),
  }),
})
