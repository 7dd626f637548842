import { randomBytes } from 'node:crypto'
import {
  closeSync,
  constants,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { hasCode, processIdentity } from './process-identity.mjs'

const { O_CREAT, O_NOFOLLOW, O_TRUNC, O_WRONLY } = constants

/** A wait this long is worth a word, in ms; a shorter one nobody notices. */
const noticeable = 1_000

/**
 * Waits for a lock shared by the processes of this machine, and takes it. A killed holder does not block
 * it, because its process is gone.
 *
 * The lock is a series of numbered files; the highest number names the holder. If the holder is gone,
 * another process creates the next number, which only one can; the highest file is never deleted, so two
 * processes cannot both succeed the same holder.
 * @param {string} folder created if missing
 * @param {string} name
 * @param {() => void} [onWait] called once if another process holds it for longer than a second
 * @returns {Promise<() => void>} releases the lock
 */
export async function acquireLock(folder, name, onWait = () => {}) {
  mkdirSync(folder, { recursive: true })
  const start = performance.now()
  let said = false
  for (;;) {
    const release = tryLock(folder, name)
    if (release) return release
    if (!said && performance.now() - start > noticeable) {
      said = true
      onWait()
    }
    await sleep(50)
  }
}

/**
 * @param {string} folder
 * @param {string} name
 * @returns {(() => void) | null}
 */
function tryLock(folder, name) {
  const last = highest(folder, name)
  if (last > 0 && isHeld(fileOf(folder, name, last))) return null
  const mine = fileOf(folder, name, last + 1)
  if (!createWhole(folder, name, mine)) return null
  if (highest(folder, name) !== last + 1) {
    // Other processes continued while this one slept; the number was free again but is obsolete.
    rmSync(mine, { force: true })
    return null
  }
  for (const number of numbers(folder, name)) {
    if (number <= last) rmSync(fileOf(folder, name, number), { force: true })
  }
  return () => writeOver(mine, 'free\n')
}

/**
 * Nobody's link is followed: root may hold a lock in the folder of another user.
 * @param {string} file
 * @param {string} text
 */
function writeOver(file, text) {
  const descriptor = openSync(file, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW)
  writeFileSync(descriptor, text)
  closeSync(descriptor)
}

/**
 * A link appears with its content, so nobody reads half a file.
 * @param {string} folder
 * @param {string} name
 * @param {string} file
 */
function createWhole(folder, name, file) {
  const draft = join(folder, `${name}.draft.${randomBytes(8).toString('hex')}`)
  writeFileSync(draft, `${process.pid} ${processIdentity(process.pid)}\n`, { flag: 'wx' })
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

/** @param {string} file */
function isHeld(file) {
  let text = ''
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    // Replaced by a higher number a moment ago.
    return true
  }
  const [, pid, identity] = /^(\d+) (.*)$/m.exec(text) ?? []
  return pid !== undefined && processIdentity(Number(pid)) === identity
}

/** @type {(folder: string, name: string) => number[]} */
function numbers(folder, name) {
  const prefix = `${name}.lock.`
  return readdirSync(folder)
    .filter((file) => file.startsWith(prefix))
    .map((file) => Number(file.slice(prefix.length)))
}

/** @type {(folder: string, name: string) => number} */
const highest = (folder, name) => Math.max(0, ...numbers(folder, name))
/** @type {(folder: string, name: string, number: number) => string} */
const fileOf = (folder, name, number) => join(folder, `${name}.lock.${number}`)
