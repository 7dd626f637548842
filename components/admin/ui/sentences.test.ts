import { expect, test } from 'vitest'
import { codesOf } from '@/lib/schemas/codes'
import { updateSettingsSchema } from '@/lib/schemas/settings'
import { createSignupTokenSchema } from '@/lib/schemas/signup-token'
import { updateUserSchema } from '@/lib/schemas/user'
import { sentences } from './sentences'

/** Of a change of nothing the form says so itself; a box is always true or false. */
const unmet = ['nothingToChange', 'notBoolean']

test.each([
  ['a link', createSignupTokenSchema],
  ['the settings', updateSettingsSchema],
  ['a person', updateUserSchema],
])('the form of %s has a sentence for every code of its schema', (_, schema) => {
  const codes = codesOf(schema).filter((code) => !unmet.includes(code))
  expect(codes.filter((code) => !Object.hasOwn(sentences, code))).toEqual([])
})
