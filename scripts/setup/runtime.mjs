import { existsSync } from 'node:fs'
import * as nodeModule from 'node:module'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'

/** Exits with one sentence if Node is too old. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  console.error(`✗ Foyer needs Node 20.19 or newer; this is ${process.versions.node}.`)
  process.exit(1)
}

/**
 * Sets the environment for every tool in this process, and reads `.env` beside package.json. Existing
 * variables take precedence over the file.
 * @param {string} root
 * @param {'production' | 'development'} mode
 */
export function setDefaults(root, mode) {
  if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'))
  // Deprecation warnings of libraries are for developers of Foyer.
  process.noDeprecation = mode === 'production'
  Object.assign(process.env, {
    NODE_ENV: mode,
    // No tool may access the internet.
    NEXT_TELEMETRY_DISABLED: '1',
    CHECKPOINT_DISABLE: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    // The front server ends the process, after its requests.
    NEXT_MANUAL_SIG_HANDLE: 'true',
    // .env was read above; Next would read further files with other rules.
    __NEXT_PROCESSED_ENV: 'true',
    // Its cache is a folder in /tmp that anybody could have created first.
    TSX_DISABLE_CACHE: '1',
  })
}

/**
 * Makes V8 collect garbage once it is a quarter of the live data (docs/decisions/0017). A Node without
 * this flag prints a warning and continues.
 */
export function limitGarbage() {
  setFlagsFromString('--heap-growing-percent=25')
}

/** Lets `import` load TypeScript. */
export async function loadTypeScript() {
  // `server-only` throws outside Next's bundle; here everything is the server.
  /** @type {<T>(name: string, context: object, next: (name: string, context: object) => T) => T | object} */
  const resolve = (name, context, next) =>
    name === 'server-only'
      ? { url: 'data:text/javascript,', shortCircuit: true }
      : next(name, context)
  // Types of Node 20 do not have it.
  /** @type {typeof nodeModule & { registerHooks?: (hooks: object) => void }} */
  const { registerHooks } = nodeModule
  // Where Node can (22.15), in this thread: one of its own for the hooks takes 60 MB.
  if (registerHooks) registerHooks({ resolve })
  else {
    const source = encodeURIComponent(`export const resolve = ${resolve}`)
    nodeModule.register(`data:text/javascript,${source}`)
  }
  const { register: registerTsx } = await import('tsx/esm/api')
  // Its paths hold in whatever folder a command is started.
  registerTsx({ tsconfig: join(import.meta.dirname, '../../tsconfig.json') })
}

/**
 * Shuts this process down gracefully if its parent is gone. npm passes SIGTERM to the shell in between,
 * which exits without passing it on.
 */
export function endWithParent() {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, 200)
  timer.unref()
}
