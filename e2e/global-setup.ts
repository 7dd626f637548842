import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startApp } from './support/app'

/** One Foyer for the whole run; its address reaches the workers by the environment. */
export default async function setup(): Promise<() => Promise<void>> {
  const app = await startApp(givenDatabase())
  const seen = await mkdtemp(join(tmpdir(), 'foyer-seen-'))
  process.env.E2E_URL = app.url
  process.env.E2E_SEEN = seen
  return async () => {
    await app.stop()
    await rm(seen, { recursive: true, force: true })
    const complaints = app.output().match(/^.*"level":(50|60).*$/gm) ?? []
    if (complaints.length > 0) throw new Error(`Foyer logged errors:\n${complaints.join('\n')}`)
  }
}

/** Where `npm run pooler` runs the contract: a database behind a pooler. Otherwise the built-in one. */
function givenDatabase(): Record<string, string> {
  const { E2E_DATABASE_URL: url, E2E_APP_SECRET: secret = '' } = process.env
  return url ? { DATABASE_URL: url, DATABASE_POOLER: 'transaction', APP_SECRET: secret } : {}
}
