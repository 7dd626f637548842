import { join, resolve } from 'node:path'
import { getEnv, provideEnv } from '@/lib/server/runtime/env'
import { type Database, openDatabase } from '@/server/database'
import { readText } from '@/server/postgres/files'
import { findData } from '@/server/postgres/location'
import { ask } from './ask'
import { type Context, type Found, type Limits, mistake, note } from './check'

const usual: Limits = {
  clock: 5_000,
  oldestPostgres: 150_000,
  freeBytes: 500_000_000,
  freeShare: 0.05,
  hash: 1_000,
}

/** Gathers what the checks look at. Creates and migrates nothing. */
export async function gather(limits: Partial<Limits> = {}): Promise<Context> {
  const { databaseUrl, dataDir } = getEnv()
  const home = resolve(dataDir)
  const found = databaseUrl ? await open() : await findBuiltIn(home)
  // Opening provides the built-in database's address and secret.
  const env = getEnv()
  const { port, host } = env
  return {
    env,
    limits: { ...usual, ...limits },
    nodeVersion: process.versions.node,
    dataFolder: databaseUrl ? null : ((await findData(home).catch(() => null)) ?? home),
    found,
    askPublic: once(() => ask(env.publicUrl)),
    askPort: once(() => ask(`http://${reachable(host)}:${port}`)),
  }
}

/** Where this machine reaches what listens on HOST. */
function reachable(host: string | undefined): string {
  if (!host || host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined
  return () => {
    result ??= work()
    return result
  }
}

async function open(): Promise<Found> {
  try {
    return { database: await openDatabase() }
  } catch (error) {
    return { finding: away(error) }
  }
}

function away(error: unknown) {
  const message = error instanceof Error ? error.message : String(error)
  const [, what = message, mend = 'See “Database” in docs/operating.md.'] =
    /^(.*) (Check \w+\.)$/s.exec(message) ?? []
  return mistake(what, mend)
}

/** `openDatabase` would create the data and the secret where they are missing, so it is not called then. */
async function findBuiltIn(home: string): Promise<Found> {
  try {
    const folder = await findData(home)
    if (folder === null) {
      const what = `There is no database in ${home} yet.`
      return { finding: note(what, 'Run `npm start`, which creates it, or set DATA_DIR.') }
    }
    if (!getEnv().appSecret) {
      const file = join(home, 'app-secret')
      const secret = await readText(file)
      if (!secret) {
        const what = `${file} is missing: the links in the database belong to that secret.`
        return { finding: mistake(what, 'Put the file back from your backup, or set APP_SECRET.') }
      }
      provideEnv({ APP_SECRET: secret })
    }
  } catch (error) {
    return { finding: away(error) }
  }
  return await open()
}

/** The database, for a check that needs it. */
export function databaseOf({ found }: Context): Database {
  if ('database' in found) return found.database
  throw new Error('The check does not say that it needs the database.')
}
