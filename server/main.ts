import { setTimeout as pause } from 'node:timers/promises'
import { closeDb } from '@/lib/server/db/db'
import { endStreams } from '@/lib/server/events/stream/watchers'
import { prepareInstance } from '@/lib/server/lifecycle/bootstrap'
import { startCleaning } from '@/lib/server/lifecycle/clean-up'
import { addressesIn } from '@/lib/server/runtime/address-list'
import { consoleToLog } from '@/lib/server/runtime/console'
import { type Env, getEnv } from '@/lib/server/runtime/env'
import { startWritingCounts } from '@/lib/server/signup-tokens/counts/write'
import { tokenNotices } from './admin-tokens'
import { adviceOn, adviceOnPooler, adviceOnUser } from './advice'
import { type Database, migrateAlone, openDatabase } from './database'
import { writeAccessLog } from './http/access-log'
import { withFastRoutes } from './http/fast-routes'
import { withFormPages } from './http/form-pages'
import { tryPort } from './http/listen'
import type { Observer } from './http/observe'
import { withOpenings } from './http/openings'
import { readRoutes } from './http/routes'
import { type AppServer, createAppServer, type Handler } from './http/server'
import { withStaticFiles } from './http/static-files'
import type { Started } from './metrics/start'
import { endOnSignal, fail, outliveReaders } from './process'
import { say } from './say'

type Options = {
  /** The checkout. */
  root: string
  /** Whether Next compiles while it serves. */
  dev: boolean
  /** Whether the front server answers sign-up and validate without Next; a test turns it off. */
  fastRoutes?: boolean
}

/** Serves Foyer until a signal ends it. Anything that prevents it: one sentence, exit 1. */
export async function main({ root, dev, fastRoutes = !dev }: Options): Promise<void> {
  outliveReaders()
  const env = await attempt(async () => getEnv())
  const isHttps = env.publicUrl.startsWith('https:')
  const trust = { hops: env.trustProxyHops, isProxy: addressesIn(env.trustProxyFrom) }
  const observers: Observer[] = env.accessLog ? [writeAccessLog] : []
  const server = createAppServer({ trust, routes: readRoutes(root, dev), observers, isHttps, dev })
  let database: Promise<Database> | undefined
  let stopCleaning = async () => {}
  let stopCounting = async () => {}
  let metrics: Started | undefined
  const stop = async (signal?: NodeJS.Signals) => {
    // Somebody who presses Ctrl-C has no proxy to warn.
    const notice = signal === 'SIGTERM' ? env.shutdownDelaySeconds * 1000 : 0
    // Streams end by themselves only after an hour.
    const streamsEnd = pause(notice).then(endStreams)
    await Promise.all([server.drain(8_000, notice), streamsEnd, stopCleaning()])
    // A database that does not answer must not hold up the end; what was counted since is lost then.
    await Promise.race([stopCounting(), pause(3_000, undefined, { ref: false })])
    await metrics?.stop()
    await closeAll(database)
  }
  endOnSignal(stop)
  await attempt(async () => {
    // An accidental second start changes nothing. The port opens once everything is ready: a proxy sends a
    // refused request to another process, but not one that got a 503.
    await sayWhy(env, () => tryPort(env.port, env.host))
    database = openDatabase()
    const { place, directUrl, isPooled } = await database
    console.info(`✓ Database ready (${place})`)
    const applied = await migrateAlone(directUrl)
    if (applied.length > 0) console.info(`✓ Migrations applied (${applied.length})`)
    const instance = await prepareInstance()
    stopCleaning = startCleaning()
    stopCounting = startWritingCounts()
    metrics = await startedMetrics(env)
    if (metrics) observers.push(metrics.observer)
    await serveNext(server, env, { root, dev, fastRoutes }, metrics?.wrap)
    await sayWhy(env, () => server.listen(env.port, env.host))
    announce(env, instance, isPooled)
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

async function sayWhy<T>({ port, host }: Env, listen: () => Promise<T>): Promise<T> {
  try {
    return await listen()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'EADDRINUSE') {
      throw new Error(
        `Port ${port} is in use. Stop the program that uses it, or set PORT to another one.`,
      )
    }
    throw new Error(`Foyer cannot listen on ${host ?? ''}:${port} (${code}). Check PORT and HOST.`)
  }
}

async function serveNext(
  server: AppServer,
  { port }: Env,
  { root, dev, fastRoutes }: Options,
  wrap = (handler: Handler) => handler,
): Promise<void> {
  // With tsx Node keeps text and source map of every file that it loads: of Next and the build 50 MB. So Next comes after.
  if (!dev) process.setSourceMapsEnabled(false)
  // In development the console is for the developer.
  if (!dev) consoleToLog()
  const { default: next } = await import('next')
  const app = next({
    dev,
    dir: root,
    hostname: 'localhost',
    port,
    httpServer: server.upgrades(dev),
  })
  await app.prepare()
  const byNext = app.getRequestHandler()
  const pages = dev ? byNext : withFormPages(byNext)
  const handler = withOpenings(fastRoutes ? withFastRoutes(pages) : byNext)
  server.serve(wrap(dev ? handler : withStaticFiles(root, handler)))
}

/** Metrics cost nothing, not even their modules, unless one of the two variables is set. */
async function startedMetrics(env: Env): Promise<Started | undefined> {
  if (env.metricsPort === undefined && env.metricsToken === undefined) return undefined
  const { startMetrics } = await import('./metrics/start')
  const { metricsPort: port = env.port } = env
  return await sayWhy({ ...env, port }, () => startMetrics(env))
}

/** Also waits for a database that is still opening, so that none is left running. */
async function closeAll(opening?: Promise<Database>): Promise<void> {
  await closeDb()
  const database = await opening?.catch(() => null)
  await database?.close()
}

type Instance = Awaited<ReturnType<typeof prepareInstance>>

function announce(env: Env, { adminLink, adminTokens }: Instance, isPooled: boolean): void {
  say(`✓ Ready on ${env.publicUrl}`)
  const advice = [
    ...adviceOn(env),
    ...adviceOnPooler(isPooled, env.databasePooler),
    ...adviceOnUser(process.getuid?.()),
  ]
  for (const sentence of [...advice, ...tokenNotices(adminTokens)]) say(`  ${sentence}`)
  if (adminLink) {
    say(
      `\nNo admin yet. Open this link to become the first one (works once, for 24 hours):\n  ${adminLink}`,
    )
  }
}
