import { accessSync, constants, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { acquireLock } from '../../server/locks/lock.mjs'
import { compressBuild } from './compress.mjs'
import { listRunning, registerRunning } from './running.mjs'
import { run, SetupError, step } from './say.mjs'
import {
  buildHash,
  generateHash,
  installHash,
  isFresh,
  isInstalled,
  stamps,
  writeStamp,
} from './stale.mjs'

/**
 * @typedef {object} Site
 * @property {string} root the checkout
 * @property {boolean} writable whether this user may change it
 * @property {ReturnType<typeof listRunning>} others what serves from it
 * @property {(pid: number) => () => void} onStart registers a tool; returns what forgets it
 */

/**
 * Brings the checkout to where it can run: dependencies, Prisma's client, the build. Does only what
 * is missing or older than its sources, one process at a time, and never under a running one. Where
 * a step fails, it says what to do and ends the process.
 * @param {string} root the checkout
 * @param {{ build: boolean, serve?: 'start' | 'dev' }} want `serve` registers this process as running
 */
export async function prepare(root, want) {
  try {
    await prepareAlone(root, want)
  } catch (error) {
    console.error(error instanceof SetupError ? error.message : error)
    process.exit(1)
  }
}

/** @type {typeof prepare} */
async function prepareAlone(root, want) {
  const state = join(root, '.foyer')
  const running = join(state, 'running')
  // In a read-only checkout, such as an image, nothing can be prepared, and there is nobody to wait for.
  const writable = isWritable(root)
  const release = writable
    ? await acquireLock(state, 'setup', () =>
        console.info('Waiting for another process to finish setting up'),
      )
    : () => {}
  try {
    const others = writable ? await othersAtWork(running) : []
    /** @param {number} pid */
    const onStart = (pid) => registerRunning(running, 'tool', pid)
    const site = { root, writable, others, onStart }
    await install(site)
    await generate(site)
    if (want.build) await build(site)
    if (want.serve && writable) {
      process.once('exit', registerRunning(running, want.serve, process.pid))
    }
  } finally {
    release()
  }
}

/**
 * A tool whose start was killed works on; two at once would ruin node_modules.
 * @param {string} running
 */
async function othersAtWork(running) {
  for (;;) {
    const others = listRunning(running)
    if (others.every(({ kind }) => kind !== 'tool')) return others
    await sleep(100)
  }
}

/** @param {Site} site */
async function install(site) {
  const { root, writable, onStart } = site
  const now = installHash(root)
  if (isFresh(root, stamps.install, now)) return
  if (!isInstalled(root)) {
    refuseUnder(site, 'The dependencies are older than package-lock.json')
    await step('Installing dependencies', 'Dependencies installed', () => npmCi(root, onStart))
  }
  if (writable) writeStamp(root, stamps.install, now)
}

/** @type {(root: string, onStart: Site['onStart']) => Promise<void>} */
function npmCi(root, onStart) {
  const advice =
    'The dependencies could not be installed. Check the connection to the npm registry, ' +
    'then run npm start again.'
  // npm provides its own path; it is the npm of this Node.
  const cli = process.env.npm_execpath
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  // After the cause, npm prints its whole manual page.
  const options = { cwd: root, env: process.env, advice, lines: 20, onStart }
  return cli?.endsWith('npm-cli.js')
    ? run(process.execPath, [cli, ...args], options)
    : run('npm', args, options)
}

/** @param {Site} site */
async function generate(site) {
  const { root, onStart } = site
  const now = generateHash(root)
  if (isFresh(root, stamps.generate, now)) return
  refuseUnder(site, 'The database client is older than prisma/schema.prisma')
  await step('Generating the database client', 'Database client generated', async () => {
    rmSync(join(root, stamps.generate), { force: true })
    await run(process.execPath, ['node_modules/prisma/build/index.js', 'generate'], {
      cwd: root,
      onStart,
      // Prisma downloads a schema engine binary before it generates, but does not use it. Any program
      // works, for this command only: other commands would silently do nothing with it.
      env: { ...plainEnvironment(), PRISMA_SCHEMA_ENGINE_BINARY: process.execPath },
      advice: 'Prisma could not generate its client. Check prisma/schema.prisma.',
    })
    writeStamp(root, stamps.generate, now)
  })
}

/** @param {Site} site */
async function build(site) {
  const { root, onStart } = site
  const now = buildHash(root)
  if (existsSync(join(root, '.next/BUILD_ID')) && isFresh(root, stamps.build, now)) return
  const others = site.others.filter(({ kind }) => kind === 'start')
  refuseUnder({ ...site, others }, 'The build is older than the sources')
  await step('Building', 'Built', async () => {
    rmSync(join(root, stamps.build), { force: true })
    await run(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
      cwd: root,
      onStart,
      env: { ...plainEnvironment(), NODE_ENV: 'production' },
      advice: 'The build failed; the lines above say where. Nothing else was changed.',
    })
    await compressBuild(root)
    writeStamp(root, stamps.build, now)
  })
}

/** The build does not see the environment, so that everybody gets the same one. */
function plainEnvironment() {
  const { PATH, HOME, TMPDIR } = process.env
  return {
    PATH,
    HOME,
    ...(TMPDIR ? { TMPDIR } : {}),
    CHECKPOINT_DISABLE: '1',
    NEXT_TELEMETRY_DISABLED: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    // Otherwise Next would read .env files into the build.
    __NEXT_PROCESSED_ENV: 'true',
  }
}

/** @type {(site: Site, reason: string) => void} */
function refuseUnder({ writable, others }, reason) {
  if (!writable) {
    throw new SetupError(
      `✗ ${reason}, or missing, and this user may not write to this folder: ` +
        'run npm run build as the user whom it belongs to.',
    )
  }
  const [first] = others
  if (!first) return
  throw new SetupError(
    `✗ ${reason}, but process ${first.pid} is serving from this folder: ` +
      'stop it, then run this again.',
  )
}

/** @param {string} root */
function isWritable(root) {
  try {
    accessSync(root, constants.W_OK)
    return true
  } catch {
    return false
  }
}
