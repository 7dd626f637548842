import type { Env } from '@/lib/server/runtime/env'
import type { Database } from '@/server/database'
import type { Reply } from './ask'

/** What a check found, in one or two sentences, and how to mend it. */
export type Finding = {
  /** A mistake makes the exit code 1; a note does not. */
  kind: 'mistake' | 'note'
  what: string
  mend: string
}

/** What is a mistake, where it is a matter of more or less. */
export type Limits = {
  /** Milliseconds that two clocks may differ. */
  clock: number
  /** PostgreSQL's `server_version_num`. */
  oldestPostgres: number
  /** Bytes, and the share of all bytes, that have to be free. */
  freeBytes: number
  freeShare: number
  /** Milliseconds that one password may take to hash. */
  hash: number
}

/** The database as doctor found it: it is opened, never created or migrated. */
export type Found = { database: Database } | { finding: Finding }

/** Everything that checks look at. */
export type Context = {
  env: Env
  limits: Limits
  /** Of this process: 22.15.0. */
  nodeVersion: string
  /** The folder of the built-in database; null with DATABASE_URL. */
  dataFolder: string | null
  found: Found
  /** Who answers at PUBLIC_URL, and on PORT of this machine; asked once. */
  askPublic: () => Promise<Reply>
  askPort: () => Promise<Reply>
}

export type Check = {
  /** What is right if nothing is found; printed after a ✓. */
  name: string
  /** Without a database, or while it lacks migrations, the check is skipped. */
  needs?: 'database' | 'migrations'
  /** Where it does not apply, nothing is said. */
  applies?: (context: Context) => boolean
  run: (context: Context) => Promise<Finding | null>
}

export const mistake = (what: string, mend: string): Finding => ({ kind: 'mistake', what, mend })

export const note = (what: string, mend: string): Finding => ({ kind: 'note', what, mend })
