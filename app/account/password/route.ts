import { changePasswordSchema } from '@/lib/schemas/account'
import { changePassword } from '@/lib/server/account'
import { accountForm } from '@/lib/server/account-route'
import { methods } from '@/lib/server/http'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: accountForm('password', changePasswordSchema, changePassword),
})
