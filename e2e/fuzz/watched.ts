import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { type App, startApp } from '../support/app'

/** Delays of an event loop, in milliseconds: what 999 of 1,000 stay within, and the longest. */
export type Delays = { samples: number; usual: number; most: number }

export type WatchedApp = App & {
  /** CPU time of the process so far, of all its threads, in milliseconds. */
  cpu: () => Promise<number>
  /** Event-loop delays are counted under this name from now on; under none without one. */
  count: (name?: string) => Promise<void>
  delays: () => Promise<Record<string, Delays>>
}

/** Starts a Foyer that says what it costs. It has to be stopped. */
export async function startWatched(env: Record<string, string> = {}): Promise<WatchedApp> {
  const folder = await mkdtemp(join(tmpdir(), 'foyer-watch-'))
  const WATCH_LOOP = join(folder, 'socket')
  const watcher = pathToFileURL(join(import.meta.dirname, 'watch-loop.mjs'))
  const app = await startApp({ ...env, NODE_OPTIONS: `--import ${watcher}`, WATCH_LOOP })
  const socket = connect(WATCH_LOOP)
  await once(socket, 'connect')
  const lines = createInterface({ input: socket })
  const ask = async (command: string): Promise<unknown> => {
    const line = once(lines, 'line')
    socket.write(`${command}\n`)
    const [text] = await line
    return JSON.parse(String(text))
  }
  return {
    ...app,
    cpu: async () => {
      const { user, system } = (await ask('cpu')) as NodeJS.CpuUsage
      return (user + system) / 1000
    },
    count: async (name = '') => {
      await ask(`count ${name}`)
    },
    delays: async () => (await ask('delays')) as Record<string, Delays>,
    stop: async () => {
      socket.destroy()
      await app.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
