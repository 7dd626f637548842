import type { Pool } from 'pg'
import { Prisma, PrismaClient } from '@/lib/generated/prisma/client'
import { getEnv } from '@/lib/server/runtime/env'
import { ZonedPg } from './instants'
import { openPool } from './pool'

/**
 * Each connection prepares a statement that begins with a comment such as `prepared: sign-up` once, under
 * that name; its text has to be the same each time.
 */
function nameOf({ sql }: { sql: string }): string {
  return /^\s*\/\* prepared: (\S+) \*\//.exec(sql)?.[1] ?? ''
}

/** @param named whether statements keep their names: a pooler may lead each one to another session */
function connect(pool: Pool, named: boolean) {
  return new PrismaClient({
    adapter: new ZonedPg(pool, named ? { statementNameGenerator: nameOf } : {}),
    // A burst waits for a connection instead of failing; lib/server/db/errors.ts maps the rest to 503.
    transactionOptions: { maxWait: 10_000, timeout: 15_000 },
    omit: {
      user: { passwordHash: true },
      session: { secretHash: true },
      apiToken: { secretHash: true },
      passwordReset: { secretHash: true },
    },
  })
}

export type Database = ReturnType<typeof connect>
/** The database, or a transaction on it. */
export type Db = Omit<Database, '$transaction' | '$connect' | '$disconnect' | '$on' | '$extends'>

type Connected = { pool: Pool; database: Database }

// Next may load this module more than once in a process, but there must be only one pool.
const shared = globalThis as typeof globalThis & { foyerDatabase?: Connected | undefined }

function connected(): Connected {
  if (shared.foyerDatabase) return shared.foyerDatabase
  const { databaseUrl, databaseTimeoutSeconds, databasePooler } = getEnv()
  if (!databaseUrl) throw new Error('DATABASE_URL is not set; `npm start` sets it.')
  const pool = openPool(databaseUrl, databaseTimeoutSeconds)
  shared.foyerDatabase = { pool, database: connect(pool, databasePooler === null) }
  return shared.foyerDatabase
}

/** The database, through the only pool of this process, opened at first use. */
export function getDb(): Database {
  return connected().database
}

/** The same pool without Prisma, for libraries with their own statements. */
export function getPool(): Pool {
  return connected().pool
}

/** Closes the pool; the next `getDb` opens another. */
export async function closeDb(): Promise<void> {
  const known = shared.foyerDatabase
  shared.foyerDatabase = undefined
  try {
    await known?.database.$disconnect()
  } finally {
    await known?.pool.end()
  }
}

/** Waits for the named lock and holds it until the transaction ends. */
export async function lock(tx: Db, name: 'admins'): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`foyer/${name}`}, 0))`
}

/** Takes the named lock until the transaction ends; false if another transaction holds it. */
export async function tryLock(tx: Db, name: 'clean-up'): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ taken: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended(${`foyer/${name}`}, 0)) AS taken`
  return row?.taken === true
}

export type Json = Prisma.InputJsonObject

/** Parts of a statement, with their values apart from its text. */
export const { sql, join, raw } = Prisma

export type Sql = Prisma.Sql

export type { Event, IdempotencyKey, SignupToken, User } from '@/lib/generated/prisma/client'
