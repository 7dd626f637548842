import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { fieldErrors } from '@/lib/field-errors'
import { passwordCodes } from '@/lib/password-policy'
import { roles } from '@/lib/roles'
import { signupFieldNames } from '@/lib/schemas/signup'
import { inviteStates } from '@/lib/signup-token-state'
import deskEn from '@/messages/desk/en.json'
import publicEn from '@/messages/en.json'
import { isLocale, locales } from './locales'

type Part = ReturnType<IntlMessageFormat['getAst']>[number]

/** The parser's number for text that stands for itself. */
const LITERAL = 0

type Tree = { [key: string]: string | Tree }

const root = path.join(import.meta.dirname, '..')

const en: Tree = { ...publicEn, ...deskEn }

/** The messages of public pages and of the admin area. */
function read(locale: string): Tree {
  const [own = {}, desk = {}] = ['messages', 'messages/desk'].map((folder) =>
    JSON.parse(readFileSync(path.join(root, folder, `${locale}.json`), 'utf8')),
  )
  return { ...own, ...desk }
}

function flatten(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[prefix + key, value] as [string, string]]
      : flatten(value, `${prefix}${key}.`),
  )
}

/** The names that a message is filled in with, and its tags. */
function slots(message: string): string[] {
  const namesIn = (parts: Part[]): string[] =>
    parts.flatMap((part) => {
      if (part.type === LITERAL || !('value' in part)) return []
      if ('children' in part) return [`<${part.value}>`, ...namesIn(part.children)]
      const options = 'options' in part ? Object.values(part.options) : []
      return [part.value, ...options.flatMap(({ value }) => namesIn(value))]
    })
  return [...new Set(namesIn(new IntlMessageFormat(message).getAst()))].toSorted()
}

function sourcesOf(folders: string[]): string[] {
  const files = folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !/\.test\.|generated/.test(name))
      .map((name) => path.join(root, folder, name)),
  )
  return files.map((file) => readFileSync(file, 'utf8'))
}

/** Whether a file asks for this very message: by its whole key, or in its namespace. */
function asksFor(source: string, key: string): boolean {
  const [namespace = '', ...rest] = key.split('.')
  const leaf = `'${rest.join('.')}'`
  if (source.includes(`'${key}'`)) return true
  // Codes of errors are chosen far from where they are shown.
  if (namespace === 'errors') return source.includes(leaf)
  return source.includes(`getTranslations('${namespace}')`) && source.includes(leaf)
}

// Keys that are put together at run time, from lists that the code has.
const composed = new Set([
  // Asked by components/ui/instance-name.ts, past `t`.
  'common.instance',
  ...signupFieldNames.map((name) => `invite.${name}`),
  ...passwordCodes.map((code) => `errors.${code}`),
  ...inviteStates.flatMap((state) => [`closed.${state}`, `closed.${state}Title`]),
  ...roles.flatMap(({ id }) => [`invite.role${id}`, `roles.role${id}`]),
  ...['used', 'expired', 'unknown'].flatMap((state) => [`reset.${state}`, `reset.${state}Title`]),
  ...['profile', 'email', 'password', 'sessions'].map((section) => `account.done.${section}`),
])

// Codes of errors and reasons, put together at run time.
const composedDesk = [
  'desk.fieldErrors.',
  'desk.events.problems.',
  'desk.link.refusals.',
  'desk.settings.errors.',
]

const codes = Object.keys(locales).filter(isLocale)

describe.each(codes)('the messages in %s', (locale) => {
  // CHECKLIST U19
  test('have every key, and no other', () => {
    const keys = flatten(read(locale)).map(([key]) => key)
    expect(keys.toSorted()).toEqual(
      flatten(en)
        .map(([key]) => key)
        .toSorted(),
    )
  })

  test('have the same slots as the English ones', () => {
    const own = new Map(flatten(read(locale)))
    for (const [key, message] of flatten(en)) {
      expect([key, slots(own.get(key) ?? '')]).toEqual([key, slots(message)])
    }
  })

  test('are all well formed, for any number', () => {
    for (const [key, message] of flatten(read(locale))) {
      const format = new IntlMessageFormat(message, locale)
      for (const number of [0, 1, 2, 3, 11, 100, 1_000_000]) {
        const values = slots(message).map((name) =>
          name.startsWith('<') ? [name.slice(1, -1), () => 'then'] : [name, number],
        )
        expect(format.format(Object.fromEntries(values)), key).toBeTruthy()
      }
    }
  })
})

test('every message of the admin area has a key that the code names', () => {
  const sources = sourcesOf(['app', 'components', 'lib'])
  const words = new Set(sources.flatMap((source) => source.match(/\w+/g) ?? []))
  const isNamed = (key: string) => words.has(key.split('.').at(-1) ?? '')
  const keys = flatten(deskEn).map(([key]) => key)
  expect(
    keys.filter((key) => !isNamed(key) && !composedDesk.some((start) => key.startsWith(start))),
  ).toEqual([])
})

test('every message is used somewhere', () => {
  const sources = sourcesOf(['app', 'components', 'lib', 'i18n'])
  const isUsed = (key: string) => composed.has(key) || sources.some((one) => asksFor(one, key))
  const keys = flatten(publicEn).map(([key]) => key)
  expect(keys.filter((key) => !isUsed(key))).toEqual([])
})

test('every code of an error has its sentence', () => {
  expect(Object.values(fieldErrors).every((sentence) => sentence.length > 0)).toBe(true)
})
