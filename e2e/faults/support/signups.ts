import { fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { Receipts } from './load'

export type Signups = {
  /** Begins; the addresses of those who are in go to the receipts. */
  begin(token: string, receipts: Receipts): Promise<void>
  /** SIGKILL. Resolves when the process is gone and all that it said has been heard. */
  kill(): Promise<void>
}

/** A process that does nothing but sign people up, through the app's own use case and pool. */
export function startSignups(env: Record<string, string>): Signups {
  const { PATH = '' } = process.env
  const child = fork(path.join(import.meta.dirname, 'signup-process.ts'), {
    execArgv: ['--import', 'tsx'],
    env: { PATH, NODE_ENV: 'production', ...env },
  })
  const ready = once(child, 'message')
  return {
    begin: async (token, receipts) => {
      await ready
      child.on('message', (email) => receipts.add(String(email)))
      child.send(token)
    },
    kill: async () => {
      // `exit` may come before the last messages do, the end of the channel does not.
      const silent = once(child, 'disconnect')
      child.kill('SIGKILL')
      await silent
    },
  }
}
