import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { chmod, chown, copyFile, lstat, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { expect } from 'playwright/test'
import { createLink, signupBody } from '@/bench/support/links'
import {
  copiedBy,
  filesForBuilder,
  programOf,
  readDockerfile,
  type Stage,
  type Step,
  stepsOf,
} from '@/deploy/dockerfile'
import { step } from '@/scripts/setup/say.mjs'
import { startTemporaryPostgres } from '@/server/postgres/temporary'
import { adminToken, freePort } from './support/app'

// npm run deploy-steps: the steps of deploy/Dockerfile without Docker. What it copies goes into an empty folder
// and is built there; then the folder is closed, and another user starts Foyer in it. Needs the npm registry
// and some minutes, so it is no part of npm test. As root it uses two users that are not; otherwise it is one
// user who may not write.

const root = dirname(import.meta.dirname)
const [build, serve] = readDockerfile(readFileSync(join(root, 'deploy/Dockerfile'), 'utf8')) as [
  Stage,
  Stage,
]
const isRoot = process.getuid?.() === 0
const as = (id: number) => (isRoot ? { uid: id, gid: id } : {})
const builder = as(20001)
const [user = ''] = stepsOf(serve, 'USER').map(({ text }) => text.split(':')[0])
const server = as(Number(user))

const top = await mkdtemp(join(tmpdir(), 'foyer-deploy-'))
await chmod(top, 0o755)
const places = { app: join(top, 'app'), home: join(top, 'home'), data: join(top, 'data') }

/** What every program gets; of the rest of this shell nothing. */
function environment(more: Record<string, string> = {}): NodeJS.ProcessEnv {
  const { PATH = '', NODE_EXTRA_CA_CERTS } = process.env
  const all: Record<string, string> = {
    PATH: [dirname(process.execPath), PATH].join(delimiter),
    HOME: places.home,
    ...(NODE_EXTRA_CA_CERTS && { NODE_EXTRA_CA_CERTS }),
    ...more,
  }
  // Next's types say that NODE_ENV is always there; with it npm would leave out what the build needs.
  return all as NodeJS.ProcessEnv
}

async function ensureFolder(folder: string, { uid, gid }: { uid?: number; gid?: number }) {
  await mkdir(folder, { recursive: true })
  if (uid !== undefined && gid !== undefined) await chown(folder, uid, gid)
}

async function copy(line: Step, files: string[]): Promise<void> {
  for (const [from, to] of copiedBy(line, files)) {
    const parts = dirname(to).split('/')
    for (const depth of parts.keys()) {
      await ensureFolder(join(places.app, ...parts.slice(0, depth + 1)), builder)
    }
    const file = join(places.app, to)
    await copyFile(join(root, from), file)
    if (builder.uid !== undefined) await chown(file, builder.uid, builder.gid)
  }
}

async function runStage(): Promise<void> {
  const files = filesForBuilder(root)
  for (const line of build.steps) {
    if (line.instruction === 'COPY') await copy(line, files)
    if (line.instruction !== 'RUN') continue
    await step(`RUN ${line.text}`, `RUN ${line.text}`, async () => {
      const options = { cwd: places.app, env: environment(), ...builder, maxBuffer: 1 << 26 }
      await promisify(execFile)('/bin/sh', ['-c', line.text], options)
    })
  }
}

/** Every file and folder with its size, its mode and when it changed. */
async function listing(): Promise<string> {
  const entries = await readdir(places.app, { recursive: true })
  const lines = await Promise.all(
    entries.map(async (entry) => {
      const { size, mode, mtimeMs } = await lstat(join(places.app, entry))
      return `${entry} ${size} ${mode} ${mtimeMs}`
    }),
  )
  return lines.sort().join('\n')
}

/** Runs a program of the image as its user would. */
const inImage = (words: string[], env: Record<string, string>) => {
  const [file = '', ...args] = words
  return spawn(file === 'node' ? process.execPath : file, args, {
    cwd: places.app,
    env: environment({ DATA_DIR: places.data, ...env }),
    stdio: ['ignore', 'pipe', 'pipe'],
    ...server,
  })
}

function outputOf(child: ChildProcess): () => string {
  const output: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => output.push(text))
  }
  return () => output.join('')
}

async function exitCode(words: string[], env: Record<string, string>): Promise<number | null> {
  const child = inImage(words, env)
  const output = outputOf(child)
  const [code] = await once(child, 'close')
  if (code !== 0 && output()) console.info(output())
  return code
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null && child.signalCode === null) {
    const response = await fetch(`${url}/ready`).catch(() => null)
    if (response?.ok) return
    await pause(50)
  }
  throw new Error('Foyer ended instead of becoming ready.')
}

async function use(url: string, env: Record<string, string>): Promise<void> {
  const link = await createLink(url)
  const headers = { 'content-type': 'application/json' }
  const joined = await fetch(`${link}/signup`, { method: 'POST', headers, body: signupBody() })
  expect(joined.status).toBe(201)
  for (const page of [link, `${url}/login`, `${url}/docs/guides/errors`, `${url}/openapi.json`]) {
    expect([page, (await fetch(page)).status]).toEqual([page, 200])
  }
  const metrics = await fetch(`http://127.0.0.1:${env.METRICS_PORT}/metrics`)
  expect(await metrics.text()).toContain('foyer_signups_total{result="ok"} 1')
  // As deploy/README.md says it.
  const backup = ['node', 'scripts/run.mjs', 'export', join(places.data, 'foyer.export')]
  expect(await exitCode(backup, env)).toBe(0)
  expect((await stat(join(places.data, 'foyer.export'))).size).toBeGreaterThan(1000)
  expect(await exitCode(['node', 'scripts/foyer.mjs', '--help'], env)).toBe(0)
}

async function serveOnce(databaseUrl: string): Promise<void> {
  const [command = []] = stepsOf(serve, 'CMD').map(programOf)
  const [check = []] = stepsOf(serve, 'HEALTHCHECK').map(programOf)
  const port = String(await freePort())
  const env = {
    PORT: port,
    METRICS_PORT: String(await freePort()),
    DATABASE_URL: databaseUrl,
    APP_SECRET: 'obviously-fake-but-long-enough-secret',
    INIT_ADMIN_API_TOKENS: adminToken,
  }
  const url = `http://localhost:${port}`
  const began = performance.now()
  const child = inImage(command, env)
  const output = outputOf(child)
  try {
    await untilReady(url, child)
    console.info(`✓ Ready after ${((performance.now() - began) / 1000).toFixed(1)} s`)
    expect(await exitCode(check, env)).toBe(0)
    await use(url, env)
    console.info('✓ Healthcheck, sign-up, pages, metrics, export and command line')
    child.kill('SIGTERM')
    const [code, signal] = await once(child, 'exit')
    expect([code, signal]).toEqual([0, null])
    expect(await exitCode(check, env)).toBe(1)
    console.info('✓ SIGTERM: exit code 0, and the healthcheck says so')
    expect(output()).not.toMatch(/"level":(50|60)|EACCES|EROFS|running as root/)
  } catch (error) {
    console.error(output())
    throw error
  } finally {
    child.kill('SIGKILL')
  }
}

try {
  await ensureFolder(places.app, builder)
  await ensureFolder(places.home, builder)
  await ensureFolder(places.data, server)
  await runStage()
  execFileSync('chmod', ['-R', 'a-w', places.app])
  const before = await listing()
  const names = await readdir(join(places.app, 'node_modules'))
  expect(names).not.toContain('vitest')
  const [size] = execFileSync('du', ['-sm', places.app], { encoding: 'utf8' }).split('\t')
  console.info(`✓ Built on Node ${process.versions.node}: ${size} MB`)
  const postgres = await startTemporaryPostgres({ tcp: true })
  try {
    await serveOnce(postgres.url)
  } finally {
    await postgres.stop()
  }
  expect(await listing()).toBe(before)
  expect(await readdir(places.data)).toEqual(['foyer.export'])
  console.info('✓ Nothing in the folder has changed')
} finally {
  execFileSync('chmod', ['-R', 'u+w', top])
  await rm(top, { recursive: true, force: true })
}
