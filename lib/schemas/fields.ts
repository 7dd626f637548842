import * as z from 'zod/mini'
import type { FieldErrorCode } from '@/lib/field-errors'
import { PASSWORD_MAX_LENGTH } from '@/lib/password-policy'
import { findRoleId } from '@/lib/roles'
import { hasTooManyMarks, isVisible, isWithin, normalised, TEXT_MAX } from '@/lib/text'

/** Messages of schemas are codes of lib/field-errors.ts; who shows them finds the sentence. */
type Issue = { input?: unknown }

export function problem(code: FieldErrorCode): FieldErrorCode {
  return code
}

type Bound = {
  /** In UTF-16 units. */
  max?: number
  /** What the sentence of the code is filled in with. */
  values?: Record<string, number>
}

/** Over its bound a text is refused, and nothing more is done with it. */
export function bounded(tooLong: FieldErrorCode, { max = TEXT_MAX, values = {} }: Bound = {}) {
  const error = problem(tooLong)
  return z.refine<string>((value) => isWithin(value, max), { error, abort: true, params: values })
}

/**
 * Text from outside: every field that is text begins with this. Bounded; another code where it is
 * missing than where it is not text. Nothing is coerced.
 */
export function text(
  missing: FieldErrorCode,
  tooLong: FieldErrorCode = 'textTooLong',
  bound?: Bound,
) {
  const error = (issue: Issue) => (issue.input === undefined ? missing : 'notText')
  return z.string({ error }).check(bounded(tooLong, bound))
}

/** A password, as it was typed: not normalised here, and no rule but the bound. */
export function passwordText(missing: FieldErrorCode) {
  return text(missing, 'passwordTooLong', { values: { max: PASSWORD_MAX_LENGTH } })
}

/** A new text: no run of marks that is slow to normalise or that covers what stands above it. */
function fewMarks() {
  return z.refine<string>((value) => !hasTooManyMarks(value.replace(hidden, '')), {
    error: problem('tooManyMarks'),
    abort: true,
  })
}

// Marks that turn the direction of text around or hide in it; they say nothing in a name.
const hidden = /[\u200b\u2060\ufeff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu
const control = /\p{Cc}/u

/** Clean text of at most `max` UTF-16 units. */
function cleanLine(value: string, max = TEXT_MAX): string {
  return normalised(value.replace(hidden, ''), 'NFC', max).trim()
}

function isPlain(value: string): boolean {
  return value.isWellFormed() && !control.test(value)
}

/** A name that is right otherwise has to show something. */
function visible(code: FieldErrorCode) {
  return z.refine<string>((value) => value === '' || isVisible(value), {
    error: problem(code),
    when: ({ issues }) => issues.length === 0,
  })
}

function within(max: number) {
  return (value: string) => [...value].length <= max
}

/** Code points of a name at most. */
export const NAME_MAX = 255

/**
 * A line of text: 1 to 255 code points after trimming, no control characters. For names that may stand
 * already, from before they had to show something.
 */
export const lineSchema = text('nameRequired', 'nameTooLong').check(
  fewMarks(),
  z.overwrite((value) => cleanLine(value)),
  z.minLength(1, { error: problem('nameRequired'), abort: true }),
  z.refine(within(NAME_MAX), { error: problem('nameTooLong') }),
  z.refine(isPlain, { error: problem('nameInvalid') }),
)

/** A person's or a thing's name: a line that shows a letter, a digit or a pictograph. */
export const nameSchema = lineSchema.check(visible('nameInvisible'))

// One or two characters of ASCII's punctuation would find nothing.
const searchable = /[a-z0-9]|[^\0-\x7f]|^$|.{3}/iu

/**
 * What is looked for, at most 200 UTF-16 units: trimmed, in NFC, without what shows nothing in a line.
 * `''` looks for nothing.
 */
export const searchSchema = text('required', 'textTooLong', { max: 200 }).check(
  z.overwrite((value) => {
    const line = value
      .toWellFormed()
      .replace(/\s+/g, ' ')
      .replace(/\p{Cc}/gu, '')
    return cleanLine(line)
  }),
  z.refine((value) => searchable.test(value), { error: problem('searchTooShort') }),
)

// A line break is the one control character that a text of several lines has.
const controlButBreak = /(?!\n)\p{Cc}/u

/**
 * Plain text of at most `max` code points, several lines if need be; `''` where there is none. NFC
 * makes at most four code points one.
 */
export function plainTextSchema(max: number) {
  const bound = 4 * max
  const clean = (value: string) => cleanLine(value.replace(/\r\n?/g, '\n'), bound)
  return text('required', 'textTooLong', { max: bound }).check(
    fewMarks(),
    z.overwrite(clean),
    z.refine(within(max), { error: problem('textTooLong') }),
    z.refine((value) => value.isWellFormed() && !controlButBreak.test(value), {
      error: problem('textInvalid'),
    }),
  )
}

// Usernames are compared after NFKC, which can make one character eighteen, or a full-width @ an @.
function asCompared(check: (value: string) => boolean) {
  return (value: string) => check(normalised(value, 'NFKC'))
}

/**
 * 1 to 255 code points; `''` means absent; never like an email address. For one that may stand
 * already, from before usernames had to show something.
 */
export const standingUsernameSchema = text('required', 'usernameTooLong').check(
  fewMarks(),
  z.overwrite((value) => cleanLine(value)),
  z.refine(asCompared(within(255)), { error: problem('usernameTooLong') }),
  z.refine(isPlain, { error: problem('usernameInvalid') }),
  z.refine(
    asCompared((value) => !value.includes('@')),
    { error: problem('usernameIsEmail') },
  ),
)

/** A username that shows a letter, a digit or a pictograph. */
export const usernameSchema = standingUsernameSchema.check(visible('usernameInvisible'))

const localPart = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
const domain = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+(?!\d+$)[a-z0-9-]{2,63}$/
// Only what a host name may hold goes to the URL parser, which would cut off a path or a port.
const domainInput = /^[\p{L}\p{M}\p{N}.。．｡-]{1,253}$/u

/**
 * Trimmed, lower-cased, the domain as A-labels (RFC 5891, by the URL parser). What cannot be
 * normalised comes back trimmed and fails `isEmail`. For bounded text; linear in its length.
 */
export function normaliseEmail(value: string): string {
  const email = value.trim().toLowerCase()
  const at = email.lastIndexOf('@')
  const host = email.slice(at + 1)
  if (at < 1 || email.length > 512 || !domainInput.test(host)) return email
  return URL.canParse(`http://${host}`)
    ? `${email.slice(0, at)}@${new URL(`http://${host}`).hostname}`
    : email
}

function isEmail(email: string): boolean {
  const at = email.lastIndexOf('@')
  const local = email.slice(0, at)
  return local.length <= 64 && localPart.test(local) && domain.test(email.slice(at + 1))
}

/** An address as the browser's own check and the sign-in form accept it; at most 254 characters. */
export const emailSchema = text('emailRequired', 'emailTooLong').check(
  z.overwrite(normaliseEmail),
  z.minLength(1, { error: problem('emailRequired'), abort: true }),
  z.maxLength(254, { error: problem('emailTooLong'), abort: true }),
  z.refine(isEmail, { error: problem('emailInvalid') }),
)

/** An instant: RFC 3339 with a zone. */
export const instantSchema = text('required', 'dateInvalid').check(
  z.refine(isInstant, { error: problem('dateInvalid') }),
)

const rfc3339 =
  /^(\d{4})-(\d\d)-(\d\d)[Tt ]([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(\.\d{1,9})?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/

function isInstant(value: string): boolean {
  const match = rfc3339.exec(value)
  if (!match) return false
  const [year = 0, month = 0, day = 0] = match.slice(1, 4).map(Number)
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const real = month >= 1 && month <= 12 && day >= 1 && day <= lastDay
  // A zone can move the first or the last year to one that the database cannot hold.
  const utcYear = toInstant(value).getUTCFullYear()
  return real && utcYear >= 1970 && utcYear <= 9999
}

/** The instant that a checked text names. */
export function toInstant(value: string): Date {
  return new Date(value.replace(' ', 'T').toUpperCase())
}

/** A role by its id or its name. */
export const roleSchema = z
  .union([z.int(), z.string()], { error: problem('roleUnknown') })
  .check(z.refine((role) => findRoleId(role) !== null, { error: problem('roleUnknown') }))

/** For updates: every field may be left out, but not all of them. */
export function changesSomething() {
  return z.refine<object>((input) => Object.values(input).some((value) => value !== undefined), {
    error: problem('nothingToChange'),
  })
}
