import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findBrowser } from './setup/browser.mjs'
import { prepare } from './setup/prepare.mjs'
import { checkNode } from './setup/runtime.mjs'
import { run, SetupError, step } from './setup/say.mjs'

// npm test: everything, from an empty clone, cheapest first. Stops at the first failure. The last
// line says how many tests ran; CI reads it. npm run check (--changed): what takes seconds, and the
// tests beside what changed since main.

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const reports = mkdtempSync(join(tmpdir(), 'foyer-reports-'))
process.on('exit', () => rmSync(reports, { recursive: true, force: true }))

const lint = () => check('Lint', '@biomejs/biome/bin/biome', ['check', '.'])
const types = () => check('Types', 'typescript/bin/tsc', ['--noEmit', '--incremental', 'false'])
const unused = () => check('Unused code', 'knip/bin/knip.js', [])

checkNode()
try {
  await prepare(root, { build: false })
  await (process.argv.includes('--changed') ? testChanges() : testAll())
} catch (error) {
  console.error(error instanceof SetupError ? error.message : error)
  process.exit(1)
}

async function testAll() {
  await lint()
  await types()
  await unused()
  const unit = await vitest()
  await prepare(root, { build: true })
  const browser = await playwright()
  report([unit, browser])
}

/** All at a time, and each to its end: whoever is at work wants to hear of everything at once. */
async function testChanges() {
  const tests = testsBeside(listChanges())
  const near =
    tests.length > 0 ? [check('Nearest tests', 'vitest/vitest.mjs', ['run', ...tests])] : []
  const results = await Promise.allSettled([lint(), types(), unused(), ...near])
  const failedTries = results.flatMap((result) => ('reason' in result ? [result.reason] : []))
  if (failedTries.length === 0) return
  throw new SetupError(failedTries.map(({ message }) => message).join('\n\n'))
}

/** Files that differ from where this branch left main; without a main, from the last commit. */
function listChanges() {
  /** @param {string[]} args */
  const git = (...args) => spawnSync('git', args, { cwd: root, encoding: 'utf8' }).stdout.trim()
  const since = git('merge-base', 'main', 'HEAD') || 'HEAD'
  const files = [git('diff', '--name-only', since), git('ls-files', '-o', '--exclude-standard')]
  return files.join('\n').split('\n').filter(Boolean)
}

/**
 * The tests in the folders of these files. Those of everything that depends on them would soon be all.
 * @param {string[]} files
 */
function testsBeside(files) {
  const folders = [...new Set(files.map(dirname))].filter((name) => existsSync(join(root, name)))
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => /\.test\.tsx?$/.test(name))
      .map((name) => join(folder, name)),
  )
}

/** @type {(name: string, program: string, args: string[], env?: Record<string, string>) => Promise<void>} */
async function check(name, program, args, env = {}) {
  await step(name, name, async () => {
    const options = {
      cwd: root,
      env: { ...plainEnvironment(), ...env },
      advice: `${name} failed.`,
    }
    await run(process.execPath, [join(root, 'node_modules', program), ...args], options)
  })
}

async function vitest() {
  const file = join(reports, 'vitest.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  await check('Unit and route tests', 'vitest/vitest.mjs', ['run', ...reporters])
  const { numPassedTests, numTotalTests } = JSON.parse(readFileSync(file, 'utf8'))
  return { name: 'Vitest', passed: numPassedTests, all: numTotalTests }
}

async function playwright() {
  const file = join(reports, 'playwright.json')
  let chromium = ''
  await step('Looking for a browser', 'Browser found', async () => {
    chromium = await findBrowser(root)
  })
  await check('Browser tests', 'playwright/cli.js', ['test', '--reporter=dot,json'], {
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
    if (passed === 0) throw new SetupError(`✗ ${name} ran no tests.`)
    if (passed !== all) throw new SetupError(`✗ ${name} skipped ${all - passed} of ${all} tests.`)
  }
  console.info(`${suites.reduce((sum, { passed }) => sum + passed, 0)} passed, 0 failed`)
}

/** Settings of an instance in the same shell must not affect the tests. */
function plainEnvironment() {
  const settings =
    /^(PORT|HOST|PUBLIC_URL|DATABASE_.*|DATA_DIR|APP_SECRET.*|INIT_.*|BCRYPT_COST|PASSWORD_.*|INVITE_.*|SESSION_.*|SHUTDOWN_.*|SIGNUP_.*|EVENT_.*|NEXT_.*|TRUST_.*|UV_.*|.*_LIMIT_PER_MINUTE|LOG_LEVEL|ACCESS_LOG|BACKUP_.*|METRICS_.*|NODE_ENV|NODE_OPTIONS|PG.*)$/
  const kept = Object.entries(process.env).filter(([name]) => !settings.test(name))
  return { ...Object.fromEntries(kept), NEXT_TELEMETRY_DISABLED: '1', CHECKPOINT_DISABLE: '1' }
}
