import { profileSchema } from '@/lib/schemas/account'
import { updateProfile } from '@/lib/server/account/account'
import { accountForm } from '@/lib/server/account/form-route'
import { methods } from '@/lib/server/http/route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: accountForm('profile', profileSchema, updateProfile),
})
