import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { readText } from './files'

/** A server that runs, as its postmaster.pid describes it. */
export type Running = {
  port: number
  /** Where its socket is; empty while it starts, and where it has none. */
  socketFolder: string
  /** Where it listens on TCP; empty where it does not. */
  address: string
  /** Whether it takes connections. */
  isReady: boolean
}

/**
 * Finds the server that runs on a data folder, by its postmaster.pid. A file whose process is gone
 * is left to PostgreSQL, which knows better; one whose number now belongs to a stranger is removed,
 * since PostgreSQL would take the stranger for a server and never start.
 * @returns null where none runs
 */
export async function findServer(folder: string): Promise<Running | null> {
  const file = join(folder, 'postmaster.pid')
  const [pid, , , port, socketFolder, address, , status] = ((await readText(file)) ?? '').split(
    '\n',
  )
  if (!Number(pid) || !isMine(Number(pid))) return null
  if (!isPostmasterOf(Number(pid), folder)) {
    await rm(file, { force: true })
    return null
  }
  return {
    port: Number(port ?? 0),
    socketFolder: socketFolder ?? '',
    address: address ?? '',
    isReady: status?.trim() === 'ready',
  }
}

/** A process that may not be signalled is another user's, hence no server of ours. */
function isMine(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** A postmaster works in its data folder, under its own name. */
function isPostmasterOf(pid: number, folder: string): boolean {
  try {
    if (process.platform === 'linux') {
      const name = readFileSync(`/proc/${pid}/comm`, 'utf8').trim()
      return name === 'postgres' && readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder)
    }
    return execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).includes(
      'postgres',
    )
  } catch {
    // It ended, or is a zombie that nobody waits for.
    return false
  }
}
