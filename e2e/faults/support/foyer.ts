import { randomInt } from 'node:crypto'
import { test as base, expect } from 'playwright/test'
import { openEmbedded } from '@/server/postgres/embedded'
import { startTemporaryPostgres, type TemporaryPostgres } from '@/server/postgres/temporary'
import { inSeconds, tokens } from '../../contract/support/given'
import { send } from '../../contract/support/send'
import { type App, adminToken, createFolder, removeFolder, startApp } from '../../support/app'
import { isServedFrom } from './database'

export { expect }

type Fixtures = {
  /** What has to be undone after the test, whatever becomes of it; last first. */
  undo: (work: () => Promise<void>) => void
  /** A data folder to start Foyer on again and again. */
  folder: string
  /** Starts Foyer; it ends with the test. */
  foyer: (...args: Parameters<typeof startApp>) => Promise<App>
  /** A PostgreSQL server of the operator's own. */
  givenPostgres: (version?: 15 | 18) => Promise<TemporaryPostgres>
  /** Numbers from 0 to 1. FAULT_SEED draws the same ones again. */
  random: () => number
}

export const test = base.extend<Fixtures>({
  undo: async ({ baseURL: _ }, use) => {
    const works: (() => Promise<void>)[] = []
    await use((work) => works.push(work))
    for (const work of works.reverse()) await work()
  },
  folder: async ({ undo }, use) => {
    const folder = await createFolder()
    undo(() => removeData(folder))
    await use(folder)
  },
  foyer: async ({ undo }, use) => {
    await use(async (...args) => {
      const app = await startApp(...args)
      undo(app.stop)
      return app
    })
  },
  givenPostgres: async ({ undo }, use) => {
    await use(async (version = 18) => {
      const postgres = await startTemporaryPostgres({ version, tcp: true })
      undo(postgres.stop)
      return postgres
    })
  },
  random: async ({ baseURL: _ }, use, { title }) => {
    const seed = Number(process.env.FAULT_SEED ?? randomInt(2 ** 32))
    console.info(`FAULT_SEED=${seed} for "${title}"`)
    await use(randomFrom(seed))
  },
})

/** A server that outlived the app is taken over, to be ended in order. */
async function removeData(folder: string): Promise<void> {
  if (await isServedFrom(folder)) await (await openEmbedded(folder)).stop()
  await removeFolder(folder)
}

/** The generator mulberry32: small, and the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** The token of a new link, as Viewer, for an hour. */
export async function givenLink({ url }: App, fields: Record<string, unknown> = {}) {
  const body = { name: 'Link', expiresAt: inSeconds(3600), ...fields }
  const as = { authorization: adminToken }
  const response = await send('POST', tokens, { base: url, body, as })
  expect(response.status, response.text).toBe(201)
  const { secret }: { secret: string } = JSON.parse(response.text)
  return secret
}
