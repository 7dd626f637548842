import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { acquireLock } from './lock.mjs'

let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-lock-'))
})

afterEach(() => rmSync(folder, { recursive: true }))

function startHolder(argument: string) {
  const script = join(import.meta.dirname, 'lock.fixture.mjs')
  const stdio = ['ignore', 'pipe', 'inherit'] as const
  return spawn(process.execPath, [script, folder, argument], { stdio: [...stdio] })
}

test('many processes take turns', async () => {
  writeFileSync(join(folder, 'count'), '0')
  const processes = Array.from({ length: 6 }, () => startHolder('25'))
  const codes = await Promise.all(processes.map((child) => once(child, 'exit')))
  expect(codes.map(([code]) => code)).toEqual([0, 0, 0, 0, 0, 0])
  expect(readFileSync(join(folder, 'count'), 'utf8')).toBe('150')
  expect(readdirSync(folder).filter((name) => name.startsWith('test.'))).toHaveLength(1)
})

test('a holder that is killed frees the lock, one that lives does not', async () => {
  const holder = startHolder('hold')
  await once(holder.stdout, 'data')
  let waited = 0
  const taken = acquireLock(folder, 'test', () => {
    waited += 1
    holder.kill('SIGKILL')
  })
  const release = await taken
  expect(waited).toBe(1)
  release()
})
