import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

// docs/security.md names tests; what it names has to be there.

const root = join(import.meta.dirname, '..')
const folders = ['app', 'components', 'e2e', 'lib', 'prisma', 'scripts', 'server']
const files = folders.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(test|spec)\.tsx?$/.test(name))
    .map((name) => join(folder, name)),
)
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const rows = read('docs/security.md')
  .split('\n')
  .filter((line) => /^\| A?[\d.]+/.test(line))
const everything = files.map(read).join('\n')

test('every line of the checklist stands in the table, in order', () => {
  const lines = [...read('docs/checklist.md').matchAll(/^(\d+)\. /gm)].map(([, line]) => line)
  const listed = rows.map((row) => /^\| (\d+) /.exec(row)?.[1]).filter(Boolean)
  expect(listed).toEqual(lines)
})

test('every attack stands in its table, and a test says that it is about it', () => {
  const listed = rows.map((row) => /^\| A(\d+) /.exec(row)?.[1]).filter(Boolean)
  expect(listed).toEqual(Array.from({ length: 24 }, (_, index) => String(index + 1)))
  const marked = [...everything.matchAll(/\/\/ ATTACK ([\d, ]+)/g)]
  const proven = new Set(marked.flatMap(([, numbers = '']) => numbers.split(/[, ]+/)))
  expect(listed.filter((number) => number && !proven.has(number))).toEqual([])
})

test('every test that is named is there, file and title', () => {
  const named = rows.flatMap((row) => [...row.matchAll(/`([^`]*\.(?:test|spec)\.ts)`/g)])
  const missing = named.filter(([, name = '']) => !files.some((file) => file.endsWith(name)))
  expect(named.length).toBeGreaterThan(100)
  expect(missing.map(([name]) => name)).toEqual([])
  const titles = rows.flatMap((row) => [...row.matchAll(/"([^"]+)"/g)].map(([, title]) => title))
  const parts = titles.flatMap((title = '') => title.replaceAll('\\_', '_').split('…'))
  const unknown = parts.map((part) => part.trim()).filter((part) => !everything.includes(part))
  expect(titles.length).toBeGreaterThan(60)
  expect(unknown).toEqual([])
})
