import type * as z from 'zod/mini'
import type { FieldErrorCode } from '@/lib/field-errors'
import { passwordCodes } from '@/lib/password-policy'
import {
  changeEmailSchema,
  changePasswordSchema,
  deleteAccountSchema,
  inviteRequestSchema,
  passwordResetSchema,
  profileSchema,
} from '@/lib/schemas/account'
import { codesOf } from '@/lib/schemas/codes'
import { loginSchema } from '@/lib/schemas/login'
import { signupSchema } from '@/lib/schemas/signup'
import { createApiTokenSchema } from '@/lib/schemas/user'

/** The codes of a form's schema, and those that only the server finds, field by field. */
function form<Shape extends z.core.$ZodShape>(
  schema: z.ZodMiniObject<Shape>,
  found: { [Field in keyof Shape]: readonly FieldErrorCode[] },
): readonly FieldErrorCode[] {
  const server: (readonly FieldErrorCode[])[] = Object.values(found)
  return [...new Set([...codesOf(schema), ...server.flat()])]
}

const wrong = ['currentPasswordWrong'] as const

/** Every code that each form can meet, in the browser or from the API. */
export const formCodes = {
  signup: form(signupSchema, {
    email: ['emailTaken'],
    name: [],
    password: passwordCodes,
    username: ['usernameTaken'],
  }),
  login: form(loginSchema, { username: [], password: [] }),
  ask: form(inviteRequestSchema, { email: [] }),
  profile: form(profileSchema, {
    name: ['nameInvisible'],
    username: ['usernameInvisible', 'usernameTaken'],
  }),
  email: form(changeEmailSchema, { email: ['emailTaken'], currentPassword: wrong }),
  password: form(changePasswordSchema, {
    currentPassword: wrong,
    password: passwordCodes,
    keepTokens: [],
  }),
  delete: form(deleteAccountSchema, { currentPassword: wrong }),
  reset: form(passwordResetSchema, { password: passwordCodes }),
  token: form(createApiTokenSchema, { description: ['descriptionTaken'], expiresAt: [] }),
}

export type FormName = keyof typeof formCodes
