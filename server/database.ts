import { join, resolve } from 'node:path'
import pg from 'pg'
import { announcedProcess } from '@/lib/server/db/pool'
import { getEnv, provideEnv } from '@/lib/server/runtime/env'
import { migrate } from '@/prisma/migrate'
import { openEmbedded } from './postgres/embedded'
import { keepSecret } from './postgres/files'

export type Database = {
  url: string
  /** Its address past a pooler, for migrations; the same where there is none. */
  directUrl: string
  /** Whether a pooler is in between. */
  isPooled: boolean
  /** Its address for messages, never with a password. */
  place: string
  /** Releases it; a built-in PostgreSQL stops if no other process uses it. */
  close(): Promise<void>
}

/**
 * Opens the database of the environment: DATABASE_URL, else the built-in PostgreSQL of DATA_DIR. Puts
 * its URL and the secret into the environment, where the app reads them.
 * @throws Error with one sentence if it cannot be opened
 */
export async function openDatabase(): Promise<Database> {
  const env = getEnv()
  if (env.databaseUrl) {
    const { databaseUrl: url, databaseDirectUrl: directUrl = url } = env
    const isPooled = await checkReachable('DATABASE_URL', url)
    if (directUrl !== url) await checkReachable('DATABASE_DIRECT_URL', directUrl)
    const place = describe(url, directUrl, isPooled)
    return { url, directUrl, isPooled, place, close: async () => {} }
  }
  const embedded = await openEmbedded(env.dataDir)
  const appSecret = env.appSecret ?? (await keepSecret(join(resolve(env.dataDir), 'app-secret')))
  provideEnv({ DATABASE_URL: embedded.url, APP_SECRET: appSecret })
  const { url, folder, stop } = embedded
  return { url, directUrl: url, isPooled: false, place: folder, close: stop }
}

/** Opens and migrates the database, does the work, and always releases the database. */
export async function withDatabase(work: (database: Database) => Promise<void>): Promise<void> {
  const database = await openDatabase()
  try {
    await migrateAlone(database.directUrl)
    await work(database)
  } finally {
    await database.close()
  }
}

/** One process at a time migrates; others that start at the same time wait and find it done. */
const MIGRATING = 7_046_002

/**
 * Applies the missing migrations.
 * @returns their names
 */
export async function migrateAlone(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    // A lock of a session would stay with a pooler.
    await client.query('begin')
    await client.query(`select pg_advisory_xact_lock(${MIGRATING})`)
    const applied = await migrate(url)
    await client.query('commit')
    return applied
  } finally {
    await client.end()
  }
}

/** The address of a server for messages: its host and port, or the folder of its socket. */
function placeOf(url: string): string {
  const { hostname, port, searchParams } = new URL(url)
  return searchParams.get('host') ?? `${hostname}:${port || 5432}`
}

/** What is used, for the line that says so at the start. */
function describe(url: string, directUrl: string, isPooled: boolean): string {
  const pooled = isPooled ? `${placeOf(url)}, through a pooler` : placeOf(url)
  return directUrl === url ? pooled : `${pooled}; migrations over ${placeOf(directUrl)}`
}

/**
 * @returns whether a pooler is in between
 * @throws Error with one sentence if nothing answers
 */
async function checkReachable(name: string, url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
    return rows[0]?.pid !== announcedProcess(client)
  } catch (error) {
    // A refused connection has no message if several addresses were tried.
    const reason = error instanceof AggregateError ? error.errors[0] : error
    throw new Error(
      `The database ${new URL(url).pathname.slice(1)} at ${placeOf(url)} cannot be reached: ` +
        `${reason instanceof Error ? reason.message : String(reason)}. Check ${name}.`,
    )
  } finally {
    await client.end().catch(() => {})
  }
}
