import * as z from 'zod/mini'
import { emailSchema, nameSchema, passwordText, usernameSchema } from '@/lib/schemas/fields'

/**
 * What a person sends, from the form or as JSON (WIRE §3). The role is never part of it.
 * Rules that need the list of common passwords or the link's name are added by lib/server/signup/signup.ts.
 */
export const signupSchema = z.strictObject({
  email: emailSchema,
  name: nameSchema,
  password: passwordText('passwordRequired'),
  username: z.optional(usernameSchema),
})

export type SignupInput = z.infer<typeof signupSchema>

export type SignupField = keyof SignupInput

/** What of a sign-up becomes part of the person, and is shown to them and to administrators. */
export type PersonField = Exclude<SignupField, 'password'>

/** What is stored of a person who signs up: null for what they left out. */
export type Person = {
  [Field in PersonField]: undefined extends SignupInput[Field] ? string | null : string
}

type Facts<Field extends SignupField> = {
  required: undefined extends SignupInput[Field] ? false : true
  /** What the browser is told of the input. */
  input: { autoComplete: string; [attribute: string]: string | boolean }
  /** Whether a browser without scripts gets back what was typed, when the form is shown again. */
  isKept: boolean
  /** Whether a request with another value is another sign-up to the Idempotency-Key. */
  isContent: boolean
  /** Whether a password must not be made of it. */
  isPersonal: boolean
}

const plain = { autoCapitalize: 'none', spellCheck: false } as const

/** What holds for each field of a sign-up, in the order of the form. Labels are under `invite` in messages/. */
export const signupFields = {
  name: {
    required: true,
    input: { autoComplete: 'name' },
    isKept: true,
    isContent: true,
    isPersonal: true,
  },
  email: {
    required: true,
    input: { type: 'email', inputMode: 'email', autoComplete: 'username', ...plain },
    isKept: true,
    isContent: true,
    isPersonal: true,
  },
  password: {
    required: true,
    input: { autoComplete: 'new-password' },
    isKept: false,
    isContent: false,
    isPersonal: false,
  },
  username: {
    required: false,
    input: { autoComplete: 'username', ...plain },
    isKept: true,
    isContent: true,
    isPersonal: true,
  },
} as const satisfies { [Field in SignupField]: Facts<Field> }

type Fact = 'isKept' | 'isContent' | 'isPersonal'

/** The fields of which something holds. */
export type SignupFieldWith<F extends Fact> = {
  [Field in SignupField]: (typeof signupFields)[Field][F] extends true ? Field : never
}[SignupField]

/** The names of all fields, in the order of the form. */
export const signupFieldNames = Object.keys(signupFields) as SignupField[]

/** Of a row or a sign-up that which makes the person; null for what is absent or empty. */
export function personOf(values: { [Field in PersonField]?: string | null | undefined }): Person {
  const names = signupFieldNames.filter((name) => name !== 'password')
  return Object.fromEntries(names.map((name) => [name, values[name] || null])) as Person
}

/** The names of the fields of which something holds, in the order of the schema. */
export function signupFieldsWith<F extends Fact>(fact: F): SignupFieldWith<F>[] {
  const names = Object.keys(signupSchema.shape) as SignupField[]
  return names.filter((name): name is SignupFieldWith<F> => signupFields[name][fact])
}

/** What tells one sign-up from another, in the order of the schema: see `isContent`. */
export function signupContent(values: { [Field in SignupField]?: unknown }): unknown[] {
  return signupFieldsWith('isContent').map((name) => values[name])
}
