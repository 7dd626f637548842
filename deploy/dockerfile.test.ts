import { readdirSync, readFileSync, statSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { guideNames } from '@/lib/server/docs/guides'
import { variables } from '@/lib/server/runtime/env-variables'
import packageJson from '@/package.json' with { type: 'json' }
import { sources } from '@/scripts/setup/stale.mjs'
import {
  copiedBy,
  filesForBuilder,
  programOf,
  readDockerfile,
  readIgnore,
  type Stage,
  stepsOf,
} from './dockerfile'

// e2e/deploy-steps.ts (npm run deploy-steps) does what the Dockerfile says; here it is read.

const root = join(import.meta.dirname, '..')
const text = readFileSync(join(import.meta.dirname, 'Dockerfile'), 'utf8')
const [build, serve] = readDockerfile(text) as [Stage, Stage]
const sent = filesForBuilder(root)
const copies = stepsOf(build, 'COPY')
const copied = copies.flatMap((step) => copiedBy(step, sent).map(([, to]) => to))

test('there are two stages on the same Node, the newest that Foyer recommends', () => {
  expect(readDockerfile(text).length).toBe(2)
  expect(build.image).toBe(serve.image)
  const [, major] = /^node:(\d+)-bookworm-slim$/.exec(serve.image) ?? []
  expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain(`(${major} is recommended)`)
})

test('every line is of a kind that is known, and no secret is passed to the builder', () => {
  const kinds = new Set([...build.steps, ...serve.steps].map(({ instruction }) => instruction))
  const known = ['WORKDIR', 'COPY', 'RUN', 'ENV', 'VOLUME', 'USER', 'EXPOSE', 'HEALTHCHECK', 'CMD']
  expect([...kinds].sort()).toEqual(known.sort())
  const secrets = Object.keys(variables.shape).filter((name) =>
    /SECRET|TOKEN|PASSWORD|URL/.test(name),
  )
  const said = [...build.steps, ...serve.steps].map((step) => step.text).join('\n')
  expect(secrets.filter((name) => said.includes(name))).toEqual([])
  expect(stepsOf(serve, 'ENV').map((step) => step.text)).toEqual(['DATA_DIR=/data'])
})

test('installing comes before the sources, then the build, then what only development needs goes', () => {
  const runs = stepsOf(build, 'RUN').map((step) => step.text)
  expect(runs).toEqual([
    'npm ci',
    'npm run build',
    expect.stringMatching(/^npm prune --omit=dev && .*chmod -R a\+rX,go-w \.$/),
  ])
  expect(copies[0]?.words).toEqual(['package.json', 'package-lock.json', '.npmrc', './'])
})

test('each COPY finds its files, and what is copied is what is built, served and run in it', () => {
  for (const step of copies)
    expect([step.text, copiedBy(step, sent).length > 0]).toEqual([step.text, true])
  const wanted = [...sources, 'package.json', '.npmrc', 'cli', 'client', 'scripts', 'server']
  const missing = wanted.filter((name) => !copied.some((to) => `${to}/`.startsWith(`${name}/`)))
  expect(missing).toEqual([])
  for (const name of guideNames) expect(copied).toContain(`docs/guides/${name}.md`)
  for (const name of ['LICENSE', 'server/main.ts', 'prisma/migrations.sha256']) {
    expect(copied).toContain(name)
  }
  expect(sent.filter((file) => !copied.includes(file))).toEqual([])
})

test('the builder gets no setting, no data, no test and nothing that was made here', () => {
  const isSent = readIgnore(
    readFileSync(join(import.meta.dirname, 'Dockerfile.dockerignore'), 'utf8'),
  )
  const kept = ['.env', '.env.local', 'deploy/.env', 'app/.env', 'data/app-secret', '.git/config']
  const generated = [
    '.next/BUILD_ID',
    'node_modules/next/package.json',
    'lib/generated/prisma/client.ts',
  ]
  const tests = ['proxy.test.ts', 'lib/errors.test.ts', 'lib/testing/setup.ts', 'e2e/pictures.ts']
  expect([...kept, ...generated, ...tests, 'docs/wire.md'].filter(isSent)).toEqual([])
  expect(['app/page.tsx', 'docs/guides/errors.md', '.npmrc'].filter(isSent).length).toBe(3)
})

test('it starts as npm start does, without npm and a shell, and as a user that is not root', () => {
  const [command] = stepsOf(serve, 'CMD').map(programOf)
  expect(command?.join(' ')).toBe(packageJson.scripts.start)
  expect(stepsOf(serve, 'USER').map((step) => step.text)).toEqual(['10001:10001'])
  const [account = ''] = stepsOf(serve, 'RUN').map((step) => step.text)
  expect(account).toMatch(
    /groupadd .*--gid 10001 .*useradd .*--uid 10001 .*--owner=foyer .*\/data$/,
  )
  expect(stepsOf(serve, 'COPY').map((step) => step.text)).toEqual(['--from=build /app /app'])
  expect(stepsOf(serve, 'VOLUME').map(programOf)).toEqual([['/data']])
  const [, , script = ''] = stepsOf(serve, 'HEALTHCHECK').map(programOf)[0] ?? []
  expect(script).toMatch(/\/ready`/)
})

const imported =
  /^\s*(?:import|export)\s+(?!type\b)(?:[^'"]*?\sfrom\s+)?'([^']+)'|\bimport\(\s*'([^']+)'/gm

/** The packages that a file loads, without those that only the compiler reads. */
function packagesOf(file: string): string[] {
  const found = [...readFileSync(join(root, file), 'utf8').matchAll(imported)]
  const names = found.map(([, first, second]) => first ?? second ?? '')
  const packages = names.filter((name) => !/^(\.|@\/|node:|server-only$)/.test(name))
  return packages.map((name) => name.split('/', name.startsWith('@') ? 2 : 1).join('/'))
}

test('every package that is loaded in the image is one of dependencies', () => {
  // Commands and tests of developers, which the image cannot run.
  const tools = ['scripts/test.mjs', 'scripts/setup/browser.mjs', 'server/client-types.ts']
  const code = copied.filter((file) => /\.(ts|tsx|mjs)$/.test(file) && !/\.fixture\./.test(file))
  const isInImage = new Set([...Object.keys(packageJson.dependencies), ...builtinModules])
  const loaded = code
    .filter((file) => !tools.includes(file))
    .flatMap((file) => packagesOf(file).map((name) => `${file}: ${name}`))
  expect(loaded.filter((line) => !isInImage.has(line.split(': ')[1] ?? ''))).toEqual([])
  expect(loaded.length).toBeGreaterThan(300)
  expect(loaded).toContain('scripts/setup/runtime.mjs: tsx')
})

test('what only the compiler and tests need is pruned, and what npm start needs stays', () => {
  const lock: { packages: Record<string, { dev?: boolean }> } = JSON.parse(
    readFileSync(join(root, 'package-lock.json'), 'utf8'),
  )
  const stays = (name: string) => lock.packages[`node_modules/${name}`]?.dev !== true
  expect(Object.keys(packageJson.dependencies).filter((name) => !stays(name))).toEqual([])
  expect(['vitest', 'playwright', '@biomejs/biome', 'knip'].filter(stays)).toEqual([])
})

test('everything in this folder is known to a test', () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  const plain = files.filter((file) => statSync(join(import.meta.dirname, file)).isFile())
  const folders = new Set(plain.map(dirname))
  expect([...folders].sort()).toEqual([
    '.',
    'grafana',
    'kubernetes',
    'kubernetes/example',
    'prometheus',
  ])
})
