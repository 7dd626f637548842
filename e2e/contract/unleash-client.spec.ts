import { execFile } from 'node:child_process'
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'playwright/test'
import { generateTypes } from '@/server/client-types'
import { adminToken } from '../support/app'
import { appUrl } from './support/send'
import unleash from './support/unleash-openapi.json' with { type: 'json' }
import { unleashProgram } from './support/unleash-program'

const root = join(import.meta.dirname, '../..')
const options = {
  module: 'ESNext',
  moduleResolution: 'Bundler',
  target: 'ES2023',
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  types: ['node'],
}

let folder = ''

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-unleash-'))
})

test.afterEach(async () => await rm(folder, { recursive: true }))

/** Runs one of the project's programs in the folder. */
async function run(args: string[]): Promise<string> {
  const { PATH } = process.env
  const env = { PATH, NODE_ENV: 'test' as const, UNLEASH_URL: appUrl(), UNLEASH_TOKEN: adminToken }
  // tsc prints errors to its standard output.
  const failed = ({ stdout }: { stdout: string }) => ({ stdout })
  return (await promisify(execFile)(process.execPath, args, { cwd: folder, env }).catch(failed))
    .stdout
}

test("a client generated from Unleash's description of the six operations works unchanged", async () => {
  test.setTimeout(120_000)
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
  await writeFile(join(folder, 'api.ts'), await generateTypes(unleash))
  await writeFile(join(folder, 'program.ts'), unleashProgram)
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
  const config = { compilerOptions: options, include: ['*.ts'] }
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config))

  expect(await run(['node_modules/typescript/bin/tsc', '--project', '.'])).toBe('')
  expect(JSON.parse(await run(['--import', 'tsx', 'program.ts']))).toEqual({
    statuses: [201, 200, 201, 409, 200, 200, 200, 400],
    location: true,
    role: true,
    users: ['Ada Lovelace'],
    listed: true,
    enabled: false,
    error: ['/body/email'],
  })
})
