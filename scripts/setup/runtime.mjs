import { existsSync } from 'node:fs'
import * as nodeModule from 'node:module'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'

/** Ends the process with one sentence where Node is too old. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  console.error(`✗ Foyer needs Node 20.19 or newer; this is ${process.versions.node}.`)
  process.exit(1)
}

/**
 * Sets what every tool in this process has to know, and reads `.env` beside package.json. What the
 * environment says already wins over the file.
 * @param {string} root
 * @param {'production' | 'development'} mode
 */
export function setDefaults(root, mode) {
  if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'))
  // Deprecations inside libraries are for those who work on Foyer.
  process.noDeprecation = mode === 'production'
  Object.assign(process.env, {
    NODE_ENV: mode,
    // No tool asks the internet for anything.
    NEXT_TELEMETRY_DISABLED: '1',
    CHECKPOINT_DISABLE: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    // The server in front ends the process, after its requests.
    NEXT_MANUAL_SIG_HANDLE: 'true',
    // .env was read above; Next has further files with rules of their own.
    __NEXT_PROCESSED_ENV: 'true',
    // Its cache is a folder in /tmp that anybody could have made first.
    TSX_DISABLE_CACHE: '1',
  })
}

/**
 * Has V8 collect garbage when there is a quarter as much of it as of what lives (docs/decisions/0017).
 * A Node that does not know the flag says so and goes on.
 */
export function limitGarbage() {
  setFlagsFromString('--heap-growing-percent=25')
}

/** Lets `import` take TypeScript. */
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
  registerTsx()
}

/**
 * Ends this process in order when its parent is gone. npm passes SIGTERM to the shell between, which
 * dies of it and tells nobody.
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
