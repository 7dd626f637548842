import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import packageJson from '@/package.json' with { type: 'json' }

export const adminToken = '*:*.obviously-fake-admin-token-for-tests-only'
export const firstAdmin = { email: 'first@admin.example', password: 'obviously fake but long' }

/** Where a Foyer runs: started again in the same place, it finds its data. */
type Place = { port: number; folder: string }

/** A running Foyer on a port and a data folder of its own. */
export type App = Place & {
  url: string
  pid: number
  output: () => string
  /** Closes the pipes that its output goes to, as a reader that ends does. */
  deafen: () => void
  /** Ends it without a word, as SIGKILL does. Its PostgreSQL goes on, its data stays. */
  kill: () => Promise<void>
  /** Ends it in order. A folder that was made for it goes. */
  stop: () => Promise<void>
}

/** A port that nobody listens on just now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address !== 'object' || address === null) throw new Error('No free port.')
  return address.port
}

/** Only what every program needs: settings of the developer's shell must not reach the app. */
export function environment(port: number, folder: string, env: Record<string, string>) {
  const { PATH = '', HOME = '', TMPDIR } = process.env
  return {
    PATH,
    HOME,
    ...(TMPDIR && { TMPDIR }),
    PORT: String(port),
    PUBLIC_URL: `http://localhost:${port}`,
    DATA_DIR: folder,
    BCRYPT_COST: '4',
    ACCESS_LOG: '',
    BACKUP_PASSPHRASE: '',
    METRICS_PORT: '',
    METRICS_TOKEN: '',
    LOG_LEVEL: 'warn',
    SIGNUP_LIMIT_PER_MINUTE: '0',
    VALIDATE_LIMIT_PER_MINUTE: '0',
    INVALID_TOKEN_LIMIT_PER_MINUTE: '0',
    LOGIN_LIMIT_PER_MINUTE: '0',
    INVALID_API_TOKEN_LIMIT_PER_MINUTE: '0',
    WRITE_LIMIT_PER_MINUTE: '0',
    INIT_ADMIN_API_TOKENS: adminToken,
    INIT_ADMIN_EMAIL: firstAdmin.email,
    INIT_ADMIN_PASSWORD: firstAdmin.password,
    // A developer's .env is read too; an empty value counts as absent and wins.
    DATABASE_URL: '',
    DATABASE_DIRECT_URL: '',
    DATABASE_POOLER: '',
    DATABASE_TIMEOUT_SECONDS: '',
    APP_SECRET: '',
    APP_SECRET_PREVIOUS: '',
    HOST: '',
    INVITE_MAX_LIFETIME_DAYS: '',
    NEXT_STEP_URL: '',
    EVENT_ADDRESS_DAYS: '',
    EVENT_RETENTION_DAYS: '',
    PASSWORD_MIN_LENGTH: '',
    SESSION_IDLE_HOURS: '',
    SESSION_TTL_HOURS: '',
    SHUTDOWN_DELAY_SECONDS: '',
    SIGNUP_STRICT: '',
    TRUST_PROXY_FROM: '',
    TRUST_PROXY_HOPS: '',
    ...env,
  }
}

/** Makes an empty data folder. */
export async function createFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'foyer-e2e-'))
  // Root's database runs as somebody else, who has to get through to it.
  await chmod(folder, 0o711)
  return folder
}

/** Removes a data folder, and what root keeps elsewhere because the checkout is closed to others. */
export async function removeFolder(folder: string): Promise<void> {
  const elsewhere = await readFile(join(folder, 'postgres-location'), 'utf8').catch(() => null)
  if (elsewhere) await rm(elsewhere.trim(), { recursive: true, force: true })
  await rm(folder, { recursive: true, force: true })
}

/** What `npm start` runs. */
const start = packageJson.scripts.start

/**
 * Starts Foyer as `npm start` does, and waits until it is ready.
 * @param env overrides settings
 * @param place a folder and port to keep; without them the folder goes with the app
 * @param command what to run in its place, which begins with `node`
 */
export async function startApp(
  env: Record<string, string> = {},
  place: Partial<Place> = {},
  command: string = start,
): Promise<App> {
  const port = place.port ?? (await freePort())
  const folder = place.folder ?? (await createFolder())
  const [, ...args] = command.split(' ')
  const child = spawn(process.execPath, args, {
    env: { ...environment(port, folder, env), NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => output.push(text))
  }
  const url = `http://localhost:${port}`
  const app = {
    url,
    pid: child.pid ?? 0,
    port,
    folder,
    output: () => output.join(''),
    deafen: () => {
      child.stdout.destroy()
      child.stderr.destroy()
    },
    kill: () => end(child, 'SIGKILL'),
    stop: async () => {
      await end(child, 'SIGTERM')
      if (place.folder === undefined) await removeFolder(folder)
    },
  }
  try {
    await waitUntilReady(app, child)
    return app
  } catch (error) {
    await app.stop()
    throw error
  }
}

async function waitUntilReady(app: App, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + 180_000
  while (isRunning(child) && Date.now() < deadline) {
    const response = await fetch(`${app.url}/ready`).catch(() => null)
    if (response?.ok) return
    await pause(100)
  }
  throw new Error(`Foyer did not become ready:\n${app.output()}`)
}

const isRunning = (child: ChildProcess) => child.exitCode === null && child.signalCode === null

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (!isRunning(child)) return
  child.kill(signal)
  await once(child, 'exit')
}
