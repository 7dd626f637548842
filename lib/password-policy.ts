import type { FieldErrorCode } from '@/lib/field-errors'

export const PASSWORD_MAX_LENGTH = 256

export type PasswordContext = {
  /** Code points, after NFKC; `PASSWORD_MIN_LENGTH`. */
  minLength: number
  /** What the password must not be: email, name, username, the link's name, the instance's. */
  personal?: readonly (string | undefined)[]
  /** Whether a folded word is on the list of common passwords; only the server has the list. */
  isCommon?: (folded: string) => boolean
}

/**
 * Every rule that a password breaks, for form, API, change and reset alike (ASVS 6.2.1, 6.2.4,
 * 6.2.5, 6.2.9, 6.2.11). No rule asks for kinds of characters.
 */
export function passwordProblems(password: string, context: PasswordContext): FieldErrorCode[] {
  if (password === '') return ['passwordRequired']
  if (!password.isWellFormed()) return ['passwordInvalid']
  const length = [...password.normalize('NFKC')].length
  const problems: FieldErrorCode[] = []
  if (length < context.minLength) problems.push('passwordTooShort')
  if (length > PASSWORD_MAX_LENGTH) return ['passwordTooLong']
  const forms = [fold(password), withoutTail(fold(password))]
  if (forms.some((form) => form !== '' && context.isCommon?.(form))) problems.push('passwordCommon')
  const personal = personalWords(context.personal ?? [])
  if (forms.some((form) => personal.has(form))) problems.push('passwordPersonal')
  return problems
}

/** Compared without regard to case or to how a character is composed. */
function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

/** Up to the last letter; linear in the length, unlike a pattern for the tail. */
function withoutTail(text: string): string {
  return /^.*\p{L}/su.exec(text)?.[0] ?? ''
}

function personalWords(words: readonly (string | undefined)[]): Set<string> {
  const folded = words.filter((word) => word !== undefined).map((word) => fold(word.trim()))
  const spellings = folded.flatMap((word) => [
    word,
    word.replace(/\s+/gu, ''),
    word.split('@')[0] ?? '',
  ])
  return new Set([...spellings, ...spellings.map(withoutTail)].filter((word) => word !== ''))
}
