import type { FieldErrorCode } from '@/lib/field-errors'
import { folded, hasTooManyMarks, isWithin, normalised } from '@/lib/text'

export const PASSWORD_MAX_LENGTH = 256

export type PasswordContext = {
  /** Code points, after NFKC; `PASSWORD_MIN_LENGTH`. */
  minLength: number
  /** What the password must not be: email, name, username, the link's public title, the instance's; as sent. */
  personal?: readonly (string | undefined)[]
  /** Whether a folded word is on the list of common passwords; only the server has the list. */
  isCommon?: (folded: string) => boolean
}

/** A password as the rules see it. */
type Candidate = {
  /** Code points, after NFKC. */
  length: number
  /** Folded: as a whole, and without what follows the last letter. */
  forms: string[]
}

type Rule = (password: Candidate, context: PasswordContext) => boolean

/** Asked first, in this order: of a password that fails one of these, the rules can say nothing. */
const requirements = [
  ['passwordRequired', (password) => password !== ''],
  ['passwordTooLong', (password) => isWithin(password)],
  ['passwordInvalid', (password) => password.isWellFormed()],
  ['tooManyMarks', (password) => !hasTooManyMarks(password)],
  ['passwordTooLong', (password) => lengthOf(password) <= PASSWORD_MAX_LENGTH],
] as const satisfies [FieldErrorCode, (password: string) => boolean][]

/** The policy: the code of each rule, and whether a password breaks it. */
const rules = {
  passwordTooShort: ({ length }, { minLength }) => length < minLength,
  passwordCommon: ({ forms }, { isCommon = () => false }) =>
    forms.some((form) => form !== '' && isCommon(form)),
  passwordPersonal: ({ forms }, { personal = [] }) => {
    const words = personalWords(personal)
    return forms.some((form) => words.has(form))
  },
} satisfies Partial<Record<FieldErrorCode, Rule>>

const ruleCodes = Object.keys(rules) as (keyof typeof rules)[]

/** Every code that `passwordProblems` can give. */
export const passwordCodes: readonly FieldErrorCode[] = [
  ...new Set([...requirements.map(([code]) => code), ...ruleCodes]),
]

/**
 * Every rule that a password breaks, for form, API, change and reset alike (ASVS 6.2.1, 6.2.4,
 * 6.2.5, 6.2.9, 6.2.11). No rule asks for kinds of characters.
 */
export function passwordProblems(password: string, context: PasswordContext): FieldErrorCode[] {
  const unmet = requirements.find(([, isMet]) => !isMet(password))
  if (unmet) return [unmet[0]]
  const whole = folded(password)
  const candidate = { length: lengthOf(password), forms: [whole, withoutTail(whole)] }
  return ruleCodes.filter((code) => rules[code](candidate, context))
}

function lengthOf(password: string): number {
  return [...normalised(password, 'NFKC')].length
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
