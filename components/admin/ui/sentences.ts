import type { FieldErrorCode } from '@/lib/field-errors'

const date = 'Choose a date and a time.'

/** What administrators' forms say of a problem: the API's own sentences are written for programs. */
export const sentences: Record<string, string> = {
  required: date,
  dateInvalid: date,
  nameRequired: 'Enter a name.',
  nameTooLong: 'Use at most 255 characters.',
  nameInvisible: 'Use at least one letter, digit or emoji.',
  nameInvalid: 'Remove control characters from the name.',
  tooManyMarks: 'Use at most 30 accents in a row.',
  textTooLong: 'This text is too long.',
  textInvalid: 'Remove control characters from the text.',
  emailRequired: 'Enter an email address.',
  emailInvalid: 'Enter an email address like ada@example.org.',
  emailTooLong: 'An email address can have at most 254 characters.',
  emailTaken: 'Another account has this email address. Enter a different one.',
  maxUsesInvalid: 'Enter a whole number from 1 to 100000, or leave it empty for no limit.',
  hoursInvalid: 'Choose when new links end.',
  roleUnknown: 'Choose a role.',
  languagesInvalid: 'Select at least one language.',
} satisfies Partial<Record<FieldErrorCode, string>>

/** The same for what is wrong with no field. */
export const formProblems = {
  offline: 'You seem to be offline. Try again once you are back online.',
  busy: 'This did not work. Try again in a moment.',
  limited: 'Too many attempts. Wait a moment, then try again.',
} as const
