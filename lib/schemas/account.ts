import * as z from 'zod/mini'
import {
  emailSchema,
  lineSchema,
  passwordText,
  problem,
  standingUsernameSchema,
  text,
} from '@/lib/schemas/fields'

/**
 * What people change of themselves without proving who they are again. A name or username that stands
 * may stay as it is; the use case asks of a new one that it shows something.
 */
export const profileSchema = z.strictObject({
  name: lineSchema,
  username: z.optional(standingUsernameSchema),
})

export type ProfileInput = z.infer<typeof profileSchema>

/** The password that stands, to show that it is really oneself. */
const currentPasswordSchema = text('currentPasswordRequired', 'currentPasswordWrong').check(
  z.minLength(1, { error: 'currentPasswordRequired' }),
)

/** How one signs in: the password that stands is asked for (ASVS 7.5.1). */
export const changeEmailSchema = z.strictObject({
  email: emailSchema,
  currentPassword: currentPasswordSchema,
})

export type ChangeEmailInput = z.infer<typeof changeEmailSchema>

/** The policy is checked by the use case, as at sign-up. */
export const changePasswordSchema = z.strictObject({
  currentPassword: currentPasswordSchema,
  password: passwordText('passwordRequired'),
  /** Whether API tokens go on working; without it they end too. */
  keepTokens: z.optional(z.boolean({ error: problem('notBoolean') })),
})

export type ChangePasswordInput = z.infer<typeof changePasswordSchema>

/** A new password by a one-time link; the policy is checked by the use case. */
export const passwordResetSchema = z.strictObject({ password: passwordText('passwordRequired') })

export type PasswordResetInput = z.infer<typeof passwordResetSchema>

export const deleteAccountSchema = z.strictObject({ currentPassword: currentPasswordSchema })

export type DeleteAccountInput = z.infer<typeof deleteAccountSchema>

/** A request for a new invite, from the page of a link that is over. */
export const inviteRequestSchema = z.strictObject({ email: emailSchema })

export type InviteRequestInput = z.infer<typeof inviteRequestSchema>
