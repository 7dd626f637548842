import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { emailSchema, nameSchema, plainTextSchema, usernameSchema } from '@/lib/schemas/fields'
import { loginSchema } from '@/lib/schemas/login'
import { signupSchema } from '@/lib/schemas/signup'
import { folded, foldedAsSeen, hasTooManyMarks, isVisible, normalised } from '@/lib/text'

type Schema = { safeParse(value: unknown): { success: boolean; error?: { issues: Issue[] } } }
type Issue = { message: string; path: PropertyKey[] }

function problemsOf(schema: Schema, value: unknown): string[] {
  const issues = schema.safeParse(value).error?.issues ?? []
  return issues.map(({ message, path: steps }) => [...steps, message].join('.'))
}

/** A text that must not be read: whatever is asked of it but its length is a fault. */
function unreadable(length: number): string {
  return '\u0323\u0301'.repeat(length / 2)
}

// ATTACK 1
describe('a text over its bound is refused, and nothing more is asked of it', () => {
  const long = unreadable(1026)
  test.each([
    ['email', emailSchema, 'emailTooLong'],
    ['name', nameSchema, 'nameTooLong'],
    ['username', usernameSchema, 'usernameTooLong'],
    ['free text', plainTextSchema(200), 'textTooLong'],
  ])('%s', (_, schema, code) => {
    expect(problemsOf(schema, long)).toEqual([code])
    expect(problemsOf(schema, 'x'.repeat(100_000))).toEqual([code])
  })

  test('at sign-in, a username and a password alike', () => {
    expect(problemsOf(loginSchema, { username: long, password: long })).toEqual([
      'username.usernameTooLong',
      'password.passwordTooLong',
    ])
    const most = { username: 'u'.repeat(1024), password: 'p'.repeat(1024) }
    expect(problemsOf(loginSchema, most)).toEqual([])
  })

  test('at sign-up, every field', () => {
    const body = { email: long, name: long, password: long, username: long }
    const codes = ['emailTooLong', 'nameTooLong', 'passwordTooLong', 'usernameTooLong']
    expect(problemsOf(signupSchema, body)).toEqual(
      codes.map((code, at) => `${Object.keys(body)[at]}.${code}`),
    )
  })

  test('and where a check were forgotten, it is not normalised', () => {
    expect(() => normalised('x'.repeat(3073), 'NFC')).toThrow(RangeError)
    expect(() => folded('x'.repeat(3073))).toThrow(RangeError)
  })
})

test('no module but lib/text.ts normalises', () => {
  const root = path.join(import.meta.dirname, '..')
  const files = ['app', 'components', 'i18n', 'lib', 'scripts', 'server'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|tsx|mjs)$/.test(name) && !/\.test\.|^generated|^testing/.test(name))
      .map((name) => path.join(folder, name)),
  )
  const found = files.filter((file) =>
    readFileSync(path.join(root, file), 'utf8').includes('.normalize('),
  )
  expect(found).toEqual([path.join('lib', 'text.ts')])
})

test('a run of more than thirty marks is too long, in any field that takes a new text', () => {
  for (const mark of ['\u0301', '\uff9e', '\u{1d167}']) {
    expect(hasTooManyMarks(`a${mark.repeat(30)}b${mark.repeat(30)}`)).toBe(false)
    expect(hasTooManyMarks(`a${mark.repeat(31)}`)).toBe(true)
  }
  const zalgo = `a${'\u0301\u0323'.repeat(16)}`
  for (const schema of [nameSchema, usernameSchema, plainTextSchema(200)]) {
    expect(problemsOf(schema, zalgo)).toEqual(['tooManyMarks'])
  }
})

test('what shows nothing is no name; a letter, a digit, a pictograph or a flag is one', () => {
  for (const blank of ['\u3164', '\u2800', '\u00ad\u200d', '\u{e0041}', '\ufe0f', '…', '-']) {
    expect([blank, problemsOf(nameSchema, blank)]).toEqual([blank, ['nameInvisible']])
    expect([blank, isVisible(blank)]).toEqual([blank, false])
  }
  for (const name of ['a', '7', '🦄', '🇩🇪', '\u3164x', '☺'])
    expect(problemsOf(nameSchema, name)).toEqual([])
})

test('texts that look the same are equal after folding', () => {
  expect(foldedAsSeen('F\u00adOye\u200dR')).toBe('foyer')
  expect(foldedAsSeen('cafe\u034f\u0301')).toBe('café')
  expect(foldedAsSeen('\u3164')).toBe('')
})

test('whatever is within the bound can be compared, however much normalisation makes of it', () => {
  for (const text of ['\ufb2c'.repeat(1024), '\ufdfa'.repeat(1024), '\u{1d160}'.repeat(512)]) {
    expect(() => foldedAsSeen(normalised(text, 'NFC'))).not.toThrow()
    expect(problemsOf(usernameSchema, text)).toContain('usernameTooLong')
  }
})
