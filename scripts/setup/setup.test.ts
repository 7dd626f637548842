import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listRunning, registerRunning } from './running.mjs'
import { buildHash, isInstalled, sources } from './stale.mjs'

let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-setup-'))
})

afterEach(() => rmSync(folder, { recursive: true }))

function write(name: string, content: string | object): void {
  mkdirSync(join(folder, name, '..'), { recursive: true })
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content))
}

test('a running process is listed, one that was killed is forgotten', () => {
  const running = join(folder, 'running')
  const forget = registerRunning(running, 'start', process.pid)
  // The pid of a live process, with the start time of another one.
  write(`running/${process.ppid}`, 'start long-gone 1\n')
  expect(listRunning(running)).toEqual([{ pid: process.pid, kind: 'start' }])
  expect(readdirSync(running)).toEqual([String(process.pid)])
  forget()
  expect(listRunning(running)).toEqual([])
})

test('the build is stale when a source changes, and not when a test or generated code does', () => {
  write('app/page.tsx', 'one')
  write('package-lock.json', {})
  const before = buildHash(folder)
  write('lib/generated/prisma/client.ts', 'generated')
  write('lib/server/runtime/env.test.ts', 'a test')
  write('.env', 'PORT=1')
  expect(buildHash(folder)).toBe(before)
  write('app/page.tsx', 'two')
  const changed = buildHash(folder)
  expect(changed).not.toBe(before)
  write('components/ui/button.tsx', 'new')
  expect(buildHash(folder)).not.toBe(changed)
})

test('every folder is listed as a source of the build or not', () => {
  const root = join(import.meta.dirname, '../..')
  const files = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).split('\n')
  const folders = files.filter((file) => file.includes('/')).map((file) => file.split('/')[0])
  const notBuilt = [
    '.ci',
    '.github',
    'bench',
    'cli',
    'client',
    'deploy',
    'docs',
    'e2e',
    'scripts',
    'server',
  ]
  const unknown = folders.filter((name = '') => ![...sources, ...notBuilt].includes(name))
  expect([...new Set(unknown)]).toEqual([])
})

test('dependencies are current if npm installed what the lock file lists', () => {
  const a = { version: '1.0.0', integrity: 'a' }
  const other = { version: '1.0.0', integrity: 'm', optional: true, os: ['darwin'] }
  const lock = { packages: { '': {}, 'node_modules/a': a, 'node_modules/mac': other } }
  write('package-lock.json', lock)
  expect(isInstalled(folder)).toBe(false)
  write('node_modules/a/package.json', a)
  write('node_modules/.package-lock.json', { packages: { 'node_modules/a': a } })
  expect(isInstalled(folder)).toBe(true)
  write('package-lock.json', { packages: { ...lock.packages, 'node_modules/b': a } })
  expect(isInstalled(folder)).toBe(false)
  const newer = { ...a, integrity: 'b' }
  write('package-lock.json', { packages: { ...lock.packages, 'node_modules/a': newer } })
  expect(isInstalled(folder)).toBe(false)
})

// ATTACK 23
test('the lock file has the checksum of every package, for other platforms too, and no download address', () => {
  const text = readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8')
  const { packages }: { packages: Record<string, { integrity?: string }> } = JSON.parse(text)
  const locked = Object.entries(packages).filter(([path]) => path !== '')
  const unchecked = locked.filter(
    ([, { integrity }]) => !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? ''),
  )
  expect(unchecked.map(([path]) => path)).toEqual([])
  expect(locked.length).toBeGreaterThan(500)
  expect(text).not.toMatch(/"resolved"|registry\.|\.tgz/)
})
