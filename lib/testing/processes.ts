import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { SignupReport, SignupTask } from './app-process'

export type AppProcess = {
  signUp(task: SignupTask): Promise<SignupReport>
  stop(): Promise<void>
}

/** A second process of the app on the same database, in a time zone of its own if asked. */
export function startAppProcess(zone?: string): AppProcess {
  const child = fork(path.join(import.meta.dirname, 'app-process.ts'), {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, ...(zone !== undefined && { TZ: zone }) },
  })
  return { signUp: (task) => ask(child, task), stop: () => stop(child) }
}

async function ask(child: ChildProcess, task: SignupTask): Promise<SignupReport> {
  const ended = new AbortController()
  const early = once(child, 'exit', { signal: ended.signal }).then(() => {
    throw new Error('The app process ended before it answered.')
  })
  const answered = new Promise<SignupReport>((resolve) => {
    child.once('message', (report: SignupReport) => resolve(report))
  })
  child.send(task)
  try {
    return await Promise.race([answered, early])
  } finally {
    early.catch(() => undefined)
    ended.abort()
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const exit = once(child, 'exit')
  child.disconnect()
  await exit
}
