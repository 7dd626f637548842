import { type PasswordContext, passwordProblems } from '@/lib/password-policy'
import { passwordText } from '@/lib/schemas/fields'

/** A new password as a form in the browser checks it: the rules that need no list and no link. */
export function newPasswordSchema(context: PasswordContext) {
  return passwordText('passwordRequired').check((field) => {
    for (const message of passwordProblems(field.value, context)) {
      field.issues.push({ code: 'custom', input: field.value, message })
    }
  })
}
