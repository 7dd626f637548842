import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findBrowser } from './setup/browser.mjs'
import { prepare } from './setup/prepare.mjs'
import { checkNode } from './setup/runtime.mjs'
import { run, SetupError, step } from './setup/say.mjs'

// npm test: everything, from an empty clone, cheapest first. Stops at the first failure. The last
// line says how many tests ran; CI reads it.

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const reports = mkdtempSync(join(tmpdir(), 'foyer-reports-'))
process.on('exit', () => rmSync(reports, { recursive: true, force: true }))

checkNode()
try {
  await prepare(root, { build: false })
  await check('Lint', '@biomejs/biome/bin/biome', ['check', '.'])
  await check('Types', 'typescript/bin/tsc', ['--noEmit', '--incremental', 'false'])
  await check('Unused code', 'knip/bin/knip.js', [])
  const unit = await vitest()
  await prepare(root, { build: true })
  const browser = await playwright()
  report([unit, browser])
} catch (error) {
  console.error(error instanceof SetupError ? error.message : error)
  process.exit(1)
}

/** @type {(name: string, program: string, args: string[], env?: Record<string, string>) => Promise<void>} */
async function check(name, program, args, env = {}) {
  await step(name, name, async () => {
    const options = {
      cwd: root,
      env: { ...plainEnvironment(), ...env },
      advice: `${name}: failed.`,
    }
    await run(process.execPath, [join(root, 'node_modules', program), ...args], options)
  })
}

async function vitest() {
  const file = join(reports, 'vitest.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  await check('Units and routes', 'vitest/vitest.mjs', ['run', ...reporters])
  const { numPassedTests, numTotalTests } = JSON.parse(readFileSync(file, 'utf8'))
  return { name: 'Vitest', passed: numPassedTests, all: numTotalTests }
}

async function playwright() {
  const file = join(reports, 'playwright.json')
  let chromium = ''
  await step('Looking for a browser', 'Browser found', async () => {
    chromium = await findBrowser(root)
  })
  await check('In the browser', 'playwright/cli.js', ['test', '--reporter=dot,json'], {
    CHROMIUM_PATH: chromium,
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  })
  const { expected, unexpected, flaky, skipped } = JSON.parse(readFileSync(file, 'utf8')).stats
  return { name: 'Playwright', passed: expected, all: expected + unexpected + flaky + skipped }
}

/**
 * A run that found no tests, or left some out, proves nothing and must not look like success.
 * @param {{ name: string, passed: number, all: number }[]} suites
 */
function report(suites) {
  for (const { name, passed, all } of suites) {
    if (passed === 0) throw new SetupError(`✗ ${name} ran no test.`)
    if (passed !== all) throw new SetupError(`✗ ${name} left ${all - passed} of ${all} tests out.`)
  }
  console.info(`${suites.reduce((sum, { passed }) => sum + passed, 0)} passed, 0 failed`)
}

/** Settings of an instance that is run from the same shell must not reach the tests. */
function plainEnvironment() {
  const settings =
    /^(PORT|HOST|PUBLIC_URL|DATABASE_.*|DATA_DIR|APP_SECRET.*|INIT_.*|BCRYPT_COST|PASSWORD_.*|INVITE_.*|SESSION_.*|SHUTDOWN_.*|SIGNUP_.*|EVENT_.*|NEXT_.*|TRUST_.*|UV_.*|.*_LIMIT_PER_MINUTE|LOG_LEVEL|NODE_ENV|NODE_OPTIONS|PG.*)$/
  const kept = Object.entries(process.env).filter(([name]) => !settings.test(name))
  return { ...Object.fromEntries(kept), NEXT_TELEMETRY_DISABLED: '1', CHECKPOINT_DISABLE: '1' }
}
