import { availableParallelism } from 'node:os'
import bcrypt from 'bcrypt'
import { startTemporaryPostgres } from '@/server/postgres/temporary'
import { startApp } from '../e2e/support/app'
import { createLink } from './support/links'
import { fire } from './support/load'
import { atLeast, type Row } from './support/table'

// Sign-ups a second against the hashes a second that the same cores can do at most. The ceiling is
// measured before and after, since what else the machine does changes.

const COST = 10
const SECONDS = 20

/** Hashes a second with nothing else to do. */
async function ceiling(): Promise<number> {
  const end = performance.now() + (SECONDS / 2) * 1000
  let count = 0
  const hash = async () => {
    while (performance.now() < end) {
      await bcrypt.hash('correct horse battery', COST)
      count += 1
    }
  }
  const start = performance.now()
  await Promise.all(Array.from({ length: availableParallelism() }, hash))
  return count / ((performance.now() - start) / 1000)
}

async function ratioOn(name: string, settings: Record<string, string>): Promise<Row[]> {
  const app = await startApp({ BCRYPT_COST: String(COST), ...settings })
  try {
    const url = `${await createLink(app.url)}/signup`
    const load = { url, clients: 16, expected: 201, signsUp: true }
    await fire({ ...load, seconds: 5 })
    const before = await ceiling()
    const { perSecond, others, p50 } = await fire({ ...load, seconds: SECONDS })
    const most = (before + (await ceiling())) / 2
    const figure = `${perSecond.toFixed(1)} of ${most.toFixed(1)} a second, p50 ${p50.toFixed(0)} ms`
    const what = `sign-ups / bcrypt at cost ${COST}, 16 clients, ${name} database`
    return [
      { ...atLeast(what, perSecond / most, 0.9) },
      { what: `the same, ${others} refused`, figure },
    ]
  } finally {
    await app.stop()
  }
}

export async function signups(): Promise<Row[]> {
  const postgres = await startTemporaryPostgres({ durable: true })
  try {
    const secret = 'obviously-fake-but-long-enough-secret'
    return [
      ...(await ratioOn('embedded', {})),
      ...(await ratioOn('external', { DATABASE_URL: postgres.url, APP_SECRET: secret })),
    ]
  } finally {
    await postgres.stop()
  }
}
