import { expect, test } from 'vitest'
import { codesOf } from '@/lib/schemas/codes'
import { updateSettingsSchema } from '@/lib/schemas/settings'
import { createSignupTokenSchema } from '@/lib/schemas/signup-token'
import { updateUserSchema } from '@/lib/schemas/user'
import { desk } from '@/messages/desk/en.json'

/** Of a change of nothing the form says so itself; a box is always true or false; a form has no field for a key. */
const unmet = ['nothingToChange', 'notBoolean', 'keyInvalid']

test.each([
  ['a link', createSignupTokenSchema],
  ['the settings', updateSettingsSchema],
  ['a person', updateUserSchema],
])('the form of %s has a sentence for every code of its schema', (_, schema) => {
  const codes = codesOf(schema).filter((code) => !unmet.includes(code))
  expect(codes.filter((code) => !Object.hasOwn(desk.fieldErrors, code))).toEqual([])
})
