/**
 * What can be wrong with a field: one code and one sentence each, for the form and the API alike.
 * `{min}`, `{max}` and the like are filled in from the problem's values.
 */
export const fieldErrors = {
  required: 'This is needed.',
  notText: 'This has to be text.',
  notNumber: 'This has to be a whole number.',
  notBoolean: 'This has to be true or false.',
  notObject: 'The body has to be a JSON object.',
  invalidJson: 'The body is not valid JSON.',
  unknownField: 'There is no such field here.',
  nothingToChange: 'Send at least one field to change.',
  emailRequired: 'Enter your email address.',
  emailInvalid: 'Enter an email address like ada@example.org.',
  emailTooLong: 'An email address has at most 254 characters.',
  emailTaken: 'There is already an account with this email address. Sign in instead.',
  nameRequired: 'Enter a name.',
  nameTooLong: 'A name has at most 255 characters.',
  nameInvalid: 'Leave control characters out of the name.',
  usernameTooLong: 'A username has at most 255 characters.',
  usernameInvalid: 'Leave control characters out of the username.',
  usernameIsEmail: 'A username cannot contain @. Your email address is in the field above.',
  usernameTaken: 'This username is taken. Choose another, or leave it empty.',
  passwordRequired: 'Enter a password.',
  passwordTooShort: 'Use at least {min} characters. Several words in a row work well.',
  passwordTooLong: 'Use at most {max} characters.',
  passwordInvalid: 'The password has a broken character in it. Type it again.',
  passwordCommon: 'This password is on lists that attackers try first. Choose another.',
  passwordPersonal: 'This password is too close to your name, your email address or this site.',
  loginRequired: 'Enter your email address or username.',
  dateInvalid: 'Give a date and time with its zone, like 2030-01-31T18:00:00Z.',
  expiresInPast: 'The end has to be in the future.',
  startsAfterEnd: 'The start has to be before the end.',
  maxUsesInvalid: 'Give a whole number from 1 to 100000, or null for no limit.',
  maxUsesBelowUses: 'Already {used} places are taken. Give at least that many.',
  roleUnknown: 'There is no such role. Give 1 (Admin), 2 (Editor) or 3 (Viewer), or the name.',
  revokedInvalid: 'Only false can be given here: it takes a revocation back.',
  limitInvalid: 'Give a whole number from 1 to {max}.',
  cursorInvalid: 'This cursor is not one that an answer gave.',
  typeUnknown: 'There is no event of this type.',
  idInvalid: 'Give a number.',
  descriptionTaken: 'You already have a token with this description.',
} as const

export type FieldErrorCode = keyof typeof fieldErrors

export type FieldProblem = {
  /** JSON-pointer-like, starting `/body` or `/query`. */
  path: string
  code: FieldErrorCode
  values?: Record<string, string | number>
}

export function isFieldErrorCode(code: string): code is FieldErrorCode {
  return Object.hasOwn(fieldErrors, code)
}

/** The sentence for a problem, its values filled in. */
export function fieldMessage(code: FieldErrorCode, values: FieldProblem['values'] = {}): string {
  return fieldErrors[code].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}
