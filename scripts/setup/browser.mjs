import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run, SetupError } from './say.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
const folders = [
  ...(process.env.PATH ?? '').split(delimiter),
  '/Applications/Google Chrome.app/Contents/MacOS',
  '/Applications/Chromium.app/Contents/MacOS',
]

/**
 * Finds a Chromium for the tests, or installs one.
 * @param {string} root the checkout
 * @returns {Promise<string>} the program's path
 */
export async function findBrowser(root) {
  const found = await present(root)
  if (found) return found
  const advice = 'Install Chromium or Chrome, or set CHROMIUM_PATH, then run npm test again.'
  const options = { cwd: root, env: process.env, advice }
  const cli = join(root, 'node_modules/playwright/cli.js')
  await run(process.execPath, [cli, 'install', 'chromium'], options).catch(() => {})
  const own = await present(root)
  if (own) return own
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) {
    throw new SetupError(`✗ No browser found. ${advice}`)
  }
  const apt = { ...options, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  await run('apt-get', ['update'], apt)
  await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], apt)
  const installed = await present(root)
  if (!installed) throw new SetupError(`✗ The installed browser does not run. ${advice}`)
  return installed
}

/** @param {string} root */
async function present(root) {
  const { chromium } = await import(join(root, 'node_modules/playwright/index.mjs'))
  const system = folders.flatMap((folder) =>
    [...names, 'Google Chrome', 'Chromium'].map((name) => join(folder, name)),
  )
  const candidates = [process.env.CHROMIUM_PATH ?? '', ...system, chromium.executablePath()]
  return candidates.find((path) => path && existsSync(path) && runs(path))
}

/** @param {string} path */
const runs = (path) => spawnSync(path, ['--version'], { timeout: 20_000 }).status === 0
