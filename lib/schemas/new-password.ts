import * as z from 'zod/mini'
import { type PasswordContext, passwordProblems } from '@/lib/password-policy'
import { passwordText } from '@/lib/schemas/fields'

/**
 * The API's schema of a form with a new password, and what the browser can check of the password
 * policy before anything is sent: the rules that need no list and no link.
 */
export function withPasswordPolicy<Shape extends z.core.$ZodShape>(
  schema: z.ZodMiniObject<Shape, z.core.$strict>,
  context: PasswordContext,
) {
  const password = passwordText('passwordRequired').check((field) => {
    for (const message of passwordProblems(field.value, context)) {
      field.issues.push({ code: 'custom', input: field.value, message })
    }
  })
  return z.extend(schema, { password })
}
