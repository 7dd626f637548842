import { changePasswordSchema } from '@/lib/schemas/account'
import { changePassword } from '@/lib/server/account/account'
import { accountForm } from '@/lib/server/account/form-route'
import { sessionCookie } from '@/lib/server/auth/sessions'
import { methods } from '@/lib/server/http/route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: accountForm('password', changePasswordSchema, changePassword, {
    boxes: ['keepTokens'],
    endsAccess: true,
    headersOf: (session) => ({ 'set-cookie': sessionCookie(session) }),
  }),
})
