import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { processIdentity } from '../../server/locks/process-identity.mjs'

/**
 * Registers a process that serves from the checkout, or a tool that changes it.
 * @param {string} folder
 * @param {'start' | 'dev' | 'tool'} kind
 * @param {number} pid
 * @returns {() => void} removes the entry; entries of killed processes are ignored
 */
export function registerRunning(folder, kind, pid) {
  const file = join(folder, String(pid))
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, `${kind} ${processIdentity(pid)}\n`)
  return () => rmSync(file, { force: true })
}

/**
 * The registered processes that are alive. Removes the entries of killed ones.
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
