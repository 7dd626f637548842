import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { sql, withDatabase } from '@/lib/testing/sql'
import { startTemporaryPostgres } from '@/server/postgres/temporary'
import { createLink } from '../../bench/support/links'
import { fire } from '../../bench/support/load'
import { Storm } from '../../bench/support/storm'
import { machine } from '../../bench/support/table'
import { expectWhole } from '../faults/support/database'
import { type App, startApp } from '../support/app'
import { startPgBouncer } from './pgbouncer'

// npm run pooler: Foyer behind Debian's PgBouncer in transaction mode with five connections to the
// server. 10,000 sign-ups by 64 clients, the rate beside that without it, and the whole contract. Needs
// the package pgbouncer, so it is no part of npm test.

const PEOPLE = 10_000
const CLIENTS = 64
const PAIRS = 3
const SECONDS = 15
const AIM = 0.95

const secret = 'obviously-fake-but-long-enough-secret'
const postgres = await startTemporaryPostgres({ durable: true })
await sql(postgres.url, 'CREATE DATABASE pooled')
const direct = withDatabase(postgres.url, 'pooled')
const pooler = await startPgBouncer(direct)
const pooled = { DATABASE_URL: pooler.url, DATABASE_POOLER: 'transaction', APP_SECRET: secret }
const wrong: string[] = []

async function withApp(env: Record<string, string>, work: (app: App) => Promise<void>) {
  const app = await startApp(env)
  try {
    await work(app)
    wrong.push(...(app.output().match(/^.*"level":(50|60).*$/gm) ?? []))
  } finally {
    await app.stop()
  }
}

async function storm(): Promise<void> {
  await withApp(pooled, async (app) => {
    const link = await createLink(app.url)
    const crowd = new Storm(
      `${link}/signup`,
      Array.from({ length: PEOPLE }, () => randomUUID()),
    )
    const start = performance.now()
    await crowd.run(CLIENTS)
    const seconds = (performance.now() - start) / 1000
    const users = await expectWhole(direct)
    console.info(
      `${PEOPLE} people, ${CLIENTS} clients: ${seconds.toFixed(0)} s, ${users} in the database, ${crowd.later} times 503 with Retry-After, others ${JSON.stringify(crowd.others)}`,
    )
    wrong.push(...crowd.others)
    if (users !== PEOPLE) wrong.push(`${users} people`)
  })
}

/** Sign-ups a second at cost 10. */
async function rate(env: Record<string, string>): Promise<number> {
  let perSecond = 0
  await withApp({ BCRYPT_COST: '10', ...env }, async (app) => {
    const load = { clients: 16, expected: 201, signsUp: true }
    const url = `${await createLink(app.url)}/signup`
    await fire({ ...load, url, seconds: 5 })
    perSecond = (await fire({ ...load, url, seconds: SECONDS })).perSecond
  })
  return perSecond
}

async function pairs(): Promise<void> {
  const without = { DATABASE_URL: direct, APP_SECRET: secret }
  const ratios: number[] = []
  for (let pair = 0; pair < PAIRS; pair += 1) {
    const both = [await rate(pooled), await rate(without)]
    const [through = 0, past = 1] = both
    ratios.push(through / past)
    console.info(`${through.toFixed(1)} of ${past.toFixed(1)} a second`)
  }
  const middle = ratios.toSorted((a, b) => a - b)[Math.floor(PAIRS / 2)] ?? 0
  console.info(`sign-ups through PgBouncer / without, cost 10: ${middle.toFixed(2)} (aim ${AIM})`)
  if (middle < AIM) wrong.push(`ratio ${middle.toFixed(2)}`)
}

/** The contract suite, against an app whose database is behind the pooler. */
async function contract(): Promise<void> {
  const args = ['node_modules/playwright/cli.js', 'test', '--project', 'api']
  const env = { ...process.env, E2E_DATABASE_URL: pooler.url, E2E_APP_SECRET: secret }
  const child = spawn(process.execPath, args, { env, stdio: 'inherit' })
  const [code] = await once(child, 'exit')
  if (code !== 0) wrong.push('the contract')
}

const parts: Record<string, () => Promise<void>> = { storm, pairs, contract }
const wanted = process.argv.slice(2)
try {
  for (const [name, part] of Object.entries(parts)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    console.info(`… ${name}`)
    await part()
  }
} finally {
  await pooler.stop()
  await postgres.stop()
}
console.info(machine())
console.info(wrong.length === 0 ? '✓ All as expected' : `✗ ${wrong.join('\n  ')}`)
process.exitCode = wrong.length === 0 ? 0 : 1
