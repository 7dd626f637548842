import type { FieldErrorCode } from '@/lib/field-errors'
import { folded, hasTooManyMarks, isWithin, normalised } from '@/lib/text'

export const PASSWORD_MAX_LENGTH = 256

export type PasswordContext = {
  /** Code points, after NFKC; `PASSWORD_MIN_LENGTH`. */
  minLength: number
  /** What the password must not be: email, name, username, the link's name, the instance's; as sent. */
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
  if (!isWithin(password)) return ['passwordTooLong']
  if (!password.isWellFormed()) return ['passwordInvalid']
  if (hasTooManyMarks(password)) return ['tooManyMarks']
  const length = [...normalised(password, 'NFKC')].length
  const problems: FieldErrorCode[] = []
  if (length < context.minLength) problems.push('passwordTooShort')
  if (length > PASSWORD_MAX_LENGTH) return ['passwordTooLong']
  const whole = folded(password)
  const forms = [whole, withoutTail(whole)]
  if (forms.some((form) => form !== '' && context.isCommon?.(form))) problems.push('passwordCommon')
  const personal = personalWords(context.personal ?? [])
  if (forms.some((form) => personal.has(form))) problems.push('passwordPersonal')
  return problems
}

/** Whether a word can be one that a password is compared with: no password is as long as others. */
function isComparable(word: string | undefined): word is string {
  return word !== undefined && isWithin(word) && !hasTooManyMarks(word)
}

/** Up to the last letter; linear in the length, unlike a pattern for the tail. */
function withoutTail(text: string): string {
  return /^.*\p{L}/su.exec(text)?.[0] ?? ''
}

function personalWords(words: readonly (string | undefined)[]): Set<string> {
  const comparable = words.filter(isComparable).map((word) => folded(word.trim()))
  const spellings = comparable.flatMap((word) => [
    word,
    word.replace(/\s+/gu, ''),
    word.split('@')[0] ?? '',
  ])
  return new Set([...spellings, ...spellings.map(withoutTail)].filter((word) => word !== ''))
}
