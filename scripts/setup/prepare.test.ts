import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { buildHash, generateHash, installHash, stamps, writeStamp } from './stale.mjs'

let folder = ''

/** A checkout in small, with everything that `npm run build` leaves. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-prepare-'))
  write('package-lock.json', '{"packages": {}}')
  write('app/page.tsx', 'one')
  write('prisma/schema.prisma', 'one')
  write('node_modules/prisma/package.json', '{"version": "1.0.0"}')
  write('.next/BUILD_ID', 'one')
  mkdirSync(join(folder, 'lib/generated/prisma'), { recursive: true })
  writeStamp(folder, stamps.install, installHash(folder))
  writeStamp(folder, stamps.generate, generateHash(folder))
  writeStamp(folder, stamps.build, buildHash(folder))
})

afterEach(() => {
  chmodSync(folder, 0o755)
  rmSync(folder, { recursive: true })
})

function write(name: string, content: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), content)
}

/** Prepares the folder as somebody who may read it and not write to it. */
function prepareReadOnly() {
  chmodSync(folder, 0o555)
  const script = `
    import { prepare } from ${JSON.stringify(join(import.meta.dirname, 'prepare.mjs'))}
    if (process.getuid() === 0) {
      process.setgid(65533)
      process.setuid(65533)
    }
    await prepare(${JSON.stringify(folder)}, { build: true, serve: 'start' })`
  const args = ['--input-type=module', '--eval', script]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  return { status, stdout, stderr }
}

/** Every file with its content. */
function everything() {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  return files.map(({ parentPath, name }) => [name, readFileSync(join(parentPath, name), 'utf8')])
}

test('a read-only checkout that was built is served as it is, and nothing is written', () => {
  const before = everything()
  expect(prepareReadOnly()).toEqual({ status: 0, stdout: '', stderr: '' })
  expect(everything()).toEqual(before)
})

test('without the packages that only development needs, a checkout can still be served', () => {
  write('package-lock.json', '{"packages": {"node_modules/tool": {"dev": true}}}')
  writeStamp(folder, stamps.install, installHash(folder))
  writeStamp(folder, stamps.build, buildHash(folder))
  expect(prepareReadOnly()).toMatchObject({ status: 0, stderr: '' })
})

test.each([
  ['package-lock.json', '{"packages": {"node_modules/a": {}}}', 'The dependencies are older than'],
  ['prisma/schema.prisma', 'two', 'The database client is older than'],
  ['app/page.tsx', 'two', 'The build is older than'],
])('a read-only checkout whose %s has changed is refused in one sentence', (name, content, why) => {
  write(name, content)
  const before = everything()
  const { status, stdout, stderr } = prepareReadOnly()
  expect([status, stdout]).toEqual([1, ''])
  expect(stderr).toMatch(new RegExp(`^✗ ${why}[^\n]+run npm run build as the user[^\n]+\\.\n$`))
  expect(everything()).toEqual(before)
})
