import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * Identifies one process permanently: a pid can be reused, so the start time and, on Linux, the boot id
 * are included.
 * @param {number} pid
 * @returns {string | null} null if there is no such process
 */
export function processIdentity(pid) {
  if (!exists(pid)) return null
  if (process.platform === 'linux') return linuxIdentity(pid)
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
  } catch {
    return 'unknown'
  }
}

/** @param {number} pid */
function linuxIdentity(pid) {
  try {
    // The name in parentheses may contain spaces; the start time is the 20th field after it.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return fields[0] === 'Z' ? null : `${boot} ${fields[19]}`
  } catch {
    return null
  }
}

/** @param {number} pid */
function exists(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Another user's process: it is there.
    return hasCode(error, 'EPERM')
  }
}

/**
 * Whether an error of Node has this code.
 * @param {unknown} error
 * @param {string} code such as ENOENT
 */
export function hasCode(error, code) {
  return error instanceof Error && 'code' in error && error.code === code
}
