import type { FieldErrorCode } from '@/lib/field-errors'

const date = 'Choose a date and a time.'

/** What administrators' forms say of a problem: the API's own sentences are written for programs. */
export const sentences: Record<string, string> = {
  required: date,
  dateInvalid: date,
  nameRequired: 'Enter a name.',
  nameTooLong: 'Use at most 255 characters.',
  nameInvisible: 'Use at least one letter, digit or emoji.',
  nameInvalid: 'The name holds a character that cannot be shown. Type it anew.',
  tooManyMarks: 'Use at most 30 accents in a row.',
  textTooLong: 'This text is too long.',
  textInvalid: 'The text holds a character that cannot be shown. Type it anew.',
  emailRequired: 'Enter an email address.',
  emailInvalid: 'Enter an email address like ada@example.org.',
  emailTooLong: 'An email address has at most 254 characters.',
  emailTaken: 'Somebody else has this email address.',
  maxUsesInvalid: 'Enter a whole number from 1 to 100000, or leave it empty for no limit.',
  hoursInvalid: 'Choose when new links end.',
  roleUnknown: 'Choose a role.',
  languagesInvalid: 'Offer at least one language.',
} satisfies Partial<Record<FieldErrorCode, string>>

/** The same for what is wrong with no field. */
export const failures = {
  offline: 'The network did not answer. Try again.',
  busy: 'This did not work. Try again in a moment.',
  limited: 'Too many tries. Wait a moment.',
} as const
