import * as z from 'zod/mini'
import type { PasswordContext } from '@/lib/password-policy'
import { emailSchema, nameSchema, passwordText, usernameSchema } from '@/lib/schemas/fields'
import { newPasswordSchema } from '@/lib/schemas/new-password'

/**
 * What a person sends, from the form or as JSON (WIRE §3). The role is never part of it.
 * Rules that need the list of common passwords or the link's name are added by lib/server/signup/signup.ts.
 */
export const signupSchema = z.strictObject({
  email: emailSchema,
  name: nameSchema,
  password: passwordText('passwordRequired'),
  username: z.optional(usernameSchema),
})

export type SignupInput = z.infer<typeof signupSchema>

/** The same for the form in the browser, which tells the length before anything is sent. */
export function signupFormSchema(context: PasswordContext) {
  return z.extend(signupSchema, { password: newPasswordSchema(context) })
}
