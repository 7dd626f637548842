import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { passwordProblems } from '@/lib/password-policy'
import { codesOf } from '@/lib/schemas/codes'
import { nameSchema, usernameSchema } from '@/lib/schemas/fields'
import { signupSchema } from '@/lib/schemas/signup'
import { readProblems } from '@/lib/server/http/validation'
import { type FormName, formCodes } from './form-codes'

const texts = [
  '',
  'Ada',
  'a@b',
  'ada@example.org',
  `${'a'.repeat(250)}@example.org`,
  'x'.repeat(300),
  'x'.repeat(2000),
  'a\u0007b',
  '\ud800',
  '\u3164',
  `a${'\u0301'.repeat(31)}`,
]

test('the sign-up form has a sentence for every code that a text can meet', () => {
  const met = texts.flatMap((text) => {
    const body = { email: text, name: text, password: text, username: text }
    return readProblems(signupSchema, body).problems.map(({ code }) => code)
  })
  const policy = texts.flatMap((text) => passwordProblems(text, { minLength: 12 }))
  expect(new Set(met).size).toBeGreaterThan(10)
  expect([...met, ...policy].filter((code) => !formCodes.signup.includes(code))).toEqual([])
})

test('the codes of a schema are those of its parts, its own and its checks', () => {
  const schema = z.strictObject({ list: z.array(nameSchema), other: z.optional(usernameSchema) })
  expect(codesOf(schema)).toEqual([
    ...['nameRequired', 'nameTooLong', 'tooManyMarks', 'nameInvalid', 'nameInvisible'],
    ...['required', 'usernameTooLong', 'usernameInvalid', 'usernameIsEmail', 'usernameInvisible'],
  ])
})

const server: [FormName, string][] = [
  ['signup', 'usernameTaken'],
  ['profile', 'usernameInvisible'],
  ['email', 'currentPasswordWrong'],
  ['reset', 'passwordCommon'],
  ['token', 'descriptionTaken'],
]

test.each(server)(
  'the form %s also has a sentence for %s, which the server finds',
  (form, code) => {
    expect(formCodes[form]).toContain(code)
  },
)
