import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'

const root = process.cwd()
const parts = [
  'client',
  'components',
  'docs/guides',
  'i18n',
  'lib',
  'messages',
  'server',
  'package.json',
]

let copy = ''

beforeEach(async () => {
  copy = await mkdtemp(join(tmpdir(), 'foyer-copy-'))
  for (const part of parts) await cp(join(root, part), join(copy, part), { recursive: true })
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'))
  // Next compiles JSX itself; here nobody does.
  const { compilerOptions, ...rest } = JSON.parse(
    await readFile(join(root, 'tsconfig.json'), 'utf8'),
  )
  const config = { ...rest, compilerOptions: { ...compilerOptions, jsx: 'react-jsx' } }
  await writeFile(join(copy, 'tsconfig.json'), JSON.stringify(config))
})

afterEach(() => rm(copy, { recursive: true }))

type Generated = { document?: unknown; page: string; markdown: string; types: string }

async function run(): Promise<Generated> {
  const args = ['--import', 'tsx', 'components/docs/added-field.fixture.tsx']
  const { PATH } = process.env
  const env = { PATH, PUBLIC_URL: 'https://foyer.test', NODE_ENV: 'test' as const }
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    cwd: copy,
    env,
    maxBuffer: 2 ** 24,
  })
  return JSON.parse(stdout)
}

test('a field added to a schema is in the document, the page, the Markdown and the types of the client, with no other edit', async () => {
  const before = await run()
  expect(before.document).toBeUndefined()
  const file = join(copy, 'lib/schemas/responses.ts')
  const text = await readFile(file, 'utf8')
  const edited = text.replace(
    'export const userResponse = z.strictObject({\n',
    '$&  shoeSize: z.optional(z.int().check(z.minimum(16))),\n',
  )
  expect(edited).not.toBe(text)
  await writeFile(file, edited)
  const after = await run()
  expect(after.document).toEqual({ type: 'integer', minimum: 16 })
  expect(before.page).not.toContain('shoeSize')
  expect(after.page).toContain('href="#response-201-shoeSize"')
  expect(before.markdown).not.toContain('shoeSize')
  expect(after.markdown).toContain('- `shoeSize` (integer; may be absent; at least 16)')
  expect(before.types).not.toContain('shoeSize')
  expect(after.types).toContain('shoeSize?: number')
}, 180_000)
