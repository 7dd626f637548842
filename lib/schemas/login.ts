import * as z from 'zod/mini'
import { problem, text } from '@/lib/schemas/fields'

/** Sign-in: `username` is an email address or a username. */
export const loginSchema = z.strictObject({
  username: text('loginRequired').check(
    z.minLength(1, { error: problem('loginRequired'), abort: true }),
    z.maxLength(1024, { error: problem('usernameTooLong') }),
  ),
  password: text('passwordRequired').check(z.minLength(1, { error: problem('passwordRequired') })),
})

export type LoginInput = z.infer<typeof loginSchema>
