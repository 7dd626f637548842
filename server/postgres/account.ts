import { execFile, spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { type Binaries, program } from './binaries'

const execFileAsync = promisify(execFile)

/** The user that PostgreSQL runs as. `null` means the user of this process. */
export type Account = { uid: number; gid: number } | null

const NOBODY = 65534

/**
 * Chooses the user for PostgreSQL, which refuses root. An ordinary user runs it as themselves; root runs
 * it as the owner of existing data, else as `postgres`, else as `nobody`.
 */
export async function chooseAccount(owner: Account): Promise<Account> {
  if (process.getuid?.() !== 0) return null
  if (owner && owner.uid !== 0) return owner
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '')
  return findUser(passwd, 'postgres') ?? findUser(passwd, 'nobody') ?? { uid: NOBODY, gid: NOBODY }
}

/** Finds a user in the text of /etc/passwd. Root under another name does not count. */
function findUser(passwd: string, name: string): Account {
  const line = passwd.split('\n').find((entry) => entry.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  if (!uid || !gid || Number(uid) === 0) return null
  return { uid: Number(uid), gid: Number(gid) }
}

/** Whether the account can start the programs where they are. */
export function canRun(account: Account, binaries: Binaries): boolean {
  const options = { ...account, cwd: '/', env: cleanEnv() }
  return spawnSync(program(binaries, 'postgres'), ['--version'], options).status === 0
}

/** Whether the account can enter the folder and write there. */
export function canUse(account: Account, folder: string): boolean {
  return shell(account, 'cd "$1" && test -w .', folder)
}

/** Whether the account can pass through the folder. */
export function canEnter(account: Account, folder: string): boolean {
  return shell(account, 'cd "$1"', folder)
}

function shell(account: Account, command: string, folder: string): boolean {
  const options = { ...account, cwd: '/', env: cleanEnv() }
  return spawnSync('/bin/sh', ['-c', command, 'sh', folder], options).status === 0
}

/**
 * Runs a program as the account and waits until it exits. The working directory is `/`, because
 * PostgreSQL fails in one that its user cannot enter.
 * @throws Error with the output of the program as its message
 */
export async function runAs(account: Account, file: string, args: string[]): Promise<string> {
  const options = { ...account, cwd: '/', env: cleanEnv() }
  try {
    return (await execFileAsync(file, args, options)).stdout
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : ''
    throw new Error(said || String(error))
  }
}

/** PG* variables of the operator's shell must not affect our server. */
function cleanEnv(): NodeJS.ProcessEnv {
  return { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', NODE_ENV: 'production' }
}
