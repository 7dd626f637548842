import next from 'next'
import { prepareInstance } from '@/lib/server/bootstrap'
import { startCleaning } from '@/lib/server/clean-up'
import { closeDb } from '@/lib/server/db'
import { type Env, getEnv } from '@/lib/server/env'
import { adviceOn } from './advice'
import { type Database, migrateAlone, openDatabase } from './database'
import { type AppServer, createAppServer } from './http/server'
import { withStaticFiles } from './http/static-files'
import { endOnSignal, fail, outliveReaders } from './process'

type Options = {
  /** The checkout. */
  root: string
  /** Whether Next compiles while it serves. */
  dev: boolean
}

/** Serves Foyer until a signal ends it. Anything that prevents it: one sentence, exit 1. */
export async function main({ root, dev }: Options): Promise<void> {
  outliveReaders()
  const env = await attempt(async () => getEnv())
  const isHttps = env.publicUrl.startsWith('https:')
  const server = createAppServer({ hops: env.trustProxyHops, isHttps, dev })
  let database: Promise<Database> | undefined
  let stopCleaning = async () => {}
  const stop = async () => {
    await stopCleaning()
    await shutDown(server, database)
  }
  endOnSignal(stop)
  await attempt(async () => {
    // The port comes first: a second start by mistake touches nothing. Until all is ready, 503.
    await listen(server, env)
    database = openDatabase()
    const { place, url } = await database
    console.info(`✓ Database ready (${place})`)
    const applied = await migrateAlone(url)
    if (applied.length > 0) console.info(`✓ Migrations applied (${applied.length})`)
    const { adminLink } = await prepareInstance()
    stopCleaning = startCleaning()
    await serveNext(server, env, { root, dev })
    announce(env, adminLink)
  }, stop)
}

async function attempt<T>(work: () => Promise<T>, cleanUp = async () => {}): Promise<T> {
  try {
    return await work()
  } catch (error) {
    await cleanUp()
    return fail(error)
  }
}

async function listen(server: AppServer, { port, host }: Env): Promise<void> {
  try {
    await server.listen(port, host)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'EADDRINUSE') {
      throw new Error(`Port ${port} is in use: stop what uses it, or set PORT to another.`)
    }
    throw new Error(`Foyer cannot listen on ${host ?? ''}:${port} (${code}): check PORT and HOST.`)
  }
}

async function serveNext(server: AppServer, { port }: Env, { root, dev }: Options): Promise<void> {
  const app = next({
    dev,
    dir: root,
    hostname: 'localhost',
    port,
    httpServer: server.upgrades(dev),
  })
  await app.prepare()
  const handler = app.getRequestHandler()
  server.serve(dev ? handler : withStaticFiles(root, handler))
}

/** Waits for a database that is just opening too, so that none is left behind. */
async function shutDown(server: AppServer, opening?: Promise<Database>): Promise<void> {
  await server.drain(8_000)
  await closeDb()
  const database = await opening?.catch(() => null)
  await database?.close()
}

function announce(env: Env, adminLink: string | null): void {
  console.info(`✓ Ready on ${env.publicUrl}`)
  for (const sentence of adviceOn(env)) console.warn(`  ${sentence}`)
  if (adminLink) {
    console.info(
      `\nNo admin yet. Open this link to become the first (one place, 24 hours):\n  ${adminLink}`,
    )
  }
}
