import * as z from 'zod/mini'
import { passwordText, problem, text } from '@/lib/schemas/fields'

/**
 * Sign-in: `username` is an email address or a username. Both are at most 1,024 UTF-16 units long;
 * other rules than that they are there would lock out whoever came before a rule did.
 */
export const loginSchema = z.strictObject({
  username: text('loginRequired', 'usernameTooLong').check(
    z.minLength(1, { error: problem('loginRequired') }),
  ),
  password: passwordText('passwordRequired').check(
    z.minLength(1, { error: problem('passwordRequired') }),
  ),
})

export type LoginInput = z.infer<typeof loginSchema>
