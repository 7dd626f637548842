import { test as base } from 'playwright/test'
import packageJson from '@/package.json' with { type: 'json' }
import { startTemporaryPostgres } from '@/server/postgres/temporary'
import { type App, startApp } from '../../support/app'
import { type Answer, type Options, send } from './send'

/** Who answers: the front server, Next as built, Next while it compiles. */
export const runtimes = ['front server', 'next', 'dev'] as const

type Runtime = (typeof runtimes)[number]
export type Apps = Record<Runtime, App>

/** Three Foyers on one database, with one secret: a token of one is a token of all. */
export const test = base.extend<object, { apps: Apps }>({
  apps: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from a pattern.
    async ({}, use) => {
      const postgres = await startTemporaryPostgres({ tcp: true })
      const env = {
        DATABASE_URL: postgres.url,
        APP_SECRET: 'obviously-fake-but-long-enough-secret',
      }
      const byNext = 'node e2e/contract/support/all-by-next.mjs'
      const started: App[] = []
      const start = async (command?: string) => {
        const app = await startApp(env, {}, command)
        started.push(app)
        return app
      }
      try {
        // One after the other: the first migrates.
        const front = await start()
        const next = await start(byNext)
        const dev = await start(packageJson.scripts.dev)
        await use({ 'front server': front, next, dev })
      } finally {
        await Promise.all(started.map((app) => app.stop()))
        await postgres.stop()
      }
    },
    { scope: 'worker', timeout: 600_000 },
  ],
})

/** One request as it comes to each runtime. */
export type Sent = { method: string; path: string; options?: Options }

/** What a runtime answers, without what differs each time: dates, ids, addresses, secrets, ports. */
export async function answerOf(app: App, { method, path, options }: Sent) {
  return comparable(await send(method, path, { base: app.url, ...options }))
}

// Next names its own headers in Vary, whatever a route answers (docs/decisions/0037).
const left = ['date', 'connection', 'keep-alive', 'transfer-encoding', 'content-length', 'vary']

function comparable({ status, headers, text }: Answer) {
  const kept = [...headers].filter(([name]) => !left.includes(name)).map(neutralEntry)
  return { status, headers: Object.fromEntries(kept.toSorted()), text: neutral(text) }
}

function neutralEntry([name, value]: [string, string]): [string, string] {
  return [name, name === 'set-cookie' ? value.replaceAll(/=[\w.%+-]{20,}/g, '=…') : neutral(value)]
}

function neutral(text: string): string {
  return text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'uuid')
    .replaceAll(/avatar\/[0-9a-f]{64}/g, 'avatar/hash')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'instant')
    .replaceAll(/"id":\d+/g, '"id":0')
    .replaceAll(/localhost:\d+/g, 'localhost')
}
