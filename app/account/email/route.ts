import { changeEmailSchema } from '@/lib/schemas/account'
import { changeEmail } from '@/lib/server/account'
import { accountForm } from '@/lib/server/account-route'
import { methods } from '@/lib/server/http'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: accountForm('email', changeEmailSchema, changeEmail),
})
