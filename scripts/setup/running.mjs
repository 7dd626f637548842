import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { processIdentity } from './process-identity.mjs'

/**
 * Writes down that this process serves from the checkout, until it ends.
 * @param {string} folder
 * @param {'start' | 'dev'} kind
 */
export function registerRunning(folder, kind) {
  const file = join(folder, `${process.pid}`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, `${kind} ${processIdentity(process.pid)}\n`)
  process.once('exit', () => rmSync(file, { force: true }))
}

/**
 * The processes that serve from the checkout. Forgets those that were killed.
 * @param {string} folder
 * @returns {{ pid: number, kind: string }[]}
 */
export function listRunning(folder) {
  mkdirSync(folder, { recursive: true })
  return readdirSync(folder).flatMap((name) => {
    const file = join(folder, name)
    const [, kind, identity] = /^(\w+) (.*)$/m.exec(readFileSync(file, 'utf8')) ?? []
    const pid = Number(name)
    if (kind && processIdentity(pid) === identity) return [{ pid, kind }]
    rmSync(file, { force: true })
    return []
  })
}
