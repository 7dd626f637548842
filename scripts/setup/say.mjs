import { spawn } from 'node:child_process'

/** @typedef {Record<string, string | undefined>} Environment */

/** A failure that one sentence explains; no stack is shown. */
export class SetupError extends Error {}

/**
 * Runs one step and prints one line about it, with its duration.
 * @param {string} doing shown in a terminal meanwhile
 * @param {string} done for the final line
 * @param {() => Promise<void>} work
 */
export async function step(doing, done, work) {
  const from = Date.now()
  const terminal = process.stdout.isTTY
  if (terminal) process.stdout.write(`… ${doing}`)
  try {
    await work()
  } finally {
    if (terminal) process.stdout.write('\r\u001b[K')
  }
  console.info(`✓ ${done} (${seconds(Date.now() - from)})`)
}

/** @param {number} milliseconds */
function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 1 : 0)} s`
}

/**
 * Runs a program quietly; its output is shown only if it fails.
 * @param {string} file
 * @param {string[]} args
 * @param {{ cwd: string, env: Environment, advice: string, lines?: number,
 *   onStart?: (pid: number) => () => void }} options `lines`: how many of the first lines are worth
 *   showing; without it the end is shown, where tests say what failed; `onStart` returns what to call at the end
 * @returns {Promise<void>}
 */
export function run(file, args, { cwd, env, advice, lines, onStart = () => () => {} }) {
  // Next's types say that NODE_ENV is always there.
  const all = /** @type {NodeJS.ProcessEnv} */ (env)
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, env: all, stdio: ['ignore', 'pipe', 'pipe'] })
    const settle = [endTogether(child), child.pid ? onStart(child.pid) : () => {}]
    let output = ''
    /** @param {Buffer} chunk */
    const collect = (chunk) => {
      output = (output + chunk).slice(-200_000)
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.once('error', (error) => reject(new SetupError(`✗ ${error.message}. ${advice}`)))
    child.once('close', (code) => {
      for (const done of settle) done()
      if (code === 0) return resolve()
      const all = output.trim().split('\n')
      const shown = (lines ? all.slice(0, lines) : all.slice(-400)).join('\n')
      reject(new SetupError(`${shown}\n\n✗ ${advice}`))
    })
  })
}

/**
 * A signal that ends this process ends the child first, which could otherwise work on unseen: npm
 * takes back what it did before it ends.
 * @param {import('node:child_process').ChildProcess} child
 */
function endTogether(child) {
  /** @param {NodeJS.Signals} signal */
  const end = (signal) => {
    child.kill(signal)
    child.once('close', () => process.exit(1))
  }
  process.once('SIGTERM', end)
  process.once('SIGINT', end)
  return () => {
    process.off('SIGTERM', end)
    process.off('SIGINT', end)
  }
}
