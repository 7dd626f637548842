import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { readText } from './files'

/** A running server, as its postmaster.pid describes it. */
export type Running = {
  port: number
  /** The folder of its socket; empty while it starts, and if it has none. */
  socketFolder: string
  /** The address it listens on; empty without TCP. */
  address: string
  /** Whether it accepts connections. */
  isReady: boolean
}

/**
 * Finds the server that runs on a data folder, by its postmaster.pid. A file of a process that has ended
 * is left to PostgreSQL. A file whose pid now belongs to another program is removed, because PostgreSQL
 * would take that program for a server and never start.
 * @returns null if none runs
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

/** A process that we may not signal belongs to another user, so it is not our server. */
function isMine(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** A postmaster has its data folder as working directory, and its own program name. */
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
