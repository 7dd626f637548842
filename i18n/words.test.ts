import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { locales } from './locales'

// One term for one thing: the glossary of CONTRIBUTING has the terms, this test those they replaced.

const root = path.join(import.meta.dirname, '..')

/** Replaced terms, which stand nowhere: not in names, files, headings or texts. */
const everywhere =
  /^(newcomers?|joiners?|makers?|vouch(es|ed)?|withdraw[sn]?|withdrew|withdrawals?|admission|anew|reversals?)$/

/** Replaced terms that are everyday words too: wrong only as names in code. */
const inNames = /^(made|makes?|told|rooms?|answers|failures|refusals|wire|viewers?)$/

/** Why a replaced term stays: programs, the database and the documents know these names. */
const allowedNames: [RegExp, string][] = [
  [/^reversals?$/, 'a path and a field of the API, and the id in the data of its events'],
  [/reversal(s|Preview)?Schema$/i, 'a schema of the OpenAPI document'],
  [/^\w+PublicSignupTokenReversals?$/, 'an operation of the OpenAPI document'],
  [/^(reversalId|linkReversal|LinkReversal)$/, 'a column or a table'],
  [/^(VIEWER_ROLE|viewers?)$/, 'Viewer is a role, and tests call a person who has it so'],
]

const allowedFiles: [RegExp, string][] = [
  [/^app\/api\/.*\/reversals\//, 'the folder is the path of the API'],
  [/^e2e\/contract\/reversals\.spec\.ts$/, 'named after the path of the API'],
  [/^prisma\/migrations\//, 'an applied migration keeps its name'],
  [/^docs\/decisions\/0031-/, 'renamed with the other decisions'],
]

/** What texts may quote: types of events, paths, schemas and columns. */
const quotedNames =
  /public-signup-token-revers\w+(-\w+)?|\/reversals|reversal\w*Schema|"?reversalId"?|"LinkReversal"|"makerLost"/g

/** Phrases that no text for people has any more. */
const phrases =
  /\b(took a place|came (in )?by|came through|got an account|at one stroke|just now|undo (this|a) link|present (password|address)|(is|was|were|are) made\b)/i

const comments = String.raw`\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/[^\n]*`
const literals = String.raw`'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|\`(?:\\.|[^\`\\])*\``

const tracked = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((file) => existsSync(path.join(root, file)) && !file.endsWith('words.test.ts'))
const sources = tracked.filter((file) => /\.(m?ts|tsx|mjs)$/.test(file))
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')

/** The words of a name or a text: `makerLost` is "maker" and "lost". */
function wordsOf(text: string): string[] {
  const words = text.split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/)
  return words.map((word) => word.toLowerCase())
}

function isReplacedName(name: string): boolean {
  if (allowedNames.some(([pattern]) => pattern.test(name))) return false
  return wordsOf(name).some((word) => everywhere.test(word) || inNames.test(word))
}

/** The names in a source, without its comments, its texts and what stands between tags. */
function namesIn(source: string): string[] {
  const code = source.replace(new RegExp(`${comments}|${literals}`, 'gm'), ' ')
  return [...new Set(code.replace(/>[^<>{}=;]+</g, '><').match(/[A-Za-z_$][\w$]*/g))]
}

/** The texts of a source: those with a space, and what stands between tags. */
function textsIn(source: string): string[] {
  const code = source.replace(new RegExp(comments, 'gm'), ' ')
  const between = [...code.matchAll(/>([^<>{}=;]+)</g)].map(([, text = '']) => text)
  const quoted = code.match(new RegExp(literals, 'g')) ?? []
  return [...quoted, ...between].filter((text) => /\w \w/.test(text))
}

function isReplacedText(text: string): boolean {
  const words = wordsOf(text.replace(quotedNames, ''))
  return words.some((word) => everywhere.test(word)) || phrases.test(text)
}

test('no name in the code is a replaced term', () => {
  const bad = sources.flatMap((file) =>
    namesIn(read(file))
      .filter(isReplacedName)
      .map((name) => `${file}: ${name}`),
  )
  expect(sources.length).toBeGreaterThan(400)
  expect(bad).toEqual([])
})

test('no name of a file is a replaced term', () => {
  const bad = tracked.filter((file) => wordsOf(file).some((word) => everywhere.test(word)))
  const isAllowed = (file: string) => allowedFiles.some(([pattern]) => pattern.test(file))
  expect(bad.filter((file) => !isAllowed(file))).toEqual([])
})

test.each(Object.keys(locales))('no key or sentence of the messages in %s has one', (locale) => {
  const texts = read(`messages/${locale}.json`).split('\n')
  expect(texts.length).toBeGreaterThan(200)
  expect(texts.filter(isReplacedText)).toEqual([])
})

test('no text of a page, the API or the server has one', () => {
  const shown = sources.filter(
    (file) => /^(app|components|lib|server)\//.test(file) && !/\.test\.|testing|fixture/.test(file),
  )
  const bad = shown.flatMap((file) =>
    textsIn(read(file))
      .filter(isReplacedText)
      .map((text) => `${file}: ${text}`),
  )
  expect(bad).toEqual([])
})

test('no heading of a document and no title of a decision has one', () => {
  const headings = tracked
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) => (read(file).match(/^#+ .*$/gm) ?? []).map((line) => `${file} ${line}`))
  expect(headings.length).toBeGreaterThan(100)
  expect(headings.filter((line) => isReplacedText(line.replace(/^\S+ /, '')))).toEqual([])
})
