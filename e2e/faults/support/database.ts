import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'playwright/test'
import { sql } from '@/lib/testing/sql'
import { ownerLogin, socketUrl } from '@/server/postgres/address'
import { findServer } from '@/server/postgres/find-server'
import { firstAdmin } from '../../support/app'

/** Whether a built-in PostgreSQL runs on a data folder. */
export async function isServedFrom(folder: string): Promise<boolean> {
  return (await findServer(join(folder, 'postgres'))) !== null
}

/** The address of the built-in PostgreSQL that runs on a data folder, as the app has it. */
export async function databaseUrl(folder: string): Promise<string> {
  const server = await findServer(join(folder, 'postgres'))
  const password = await readFile(join(folder, 'postgres-password'), 'utf8')
  return socketUrl(server?.socketFolder ?? '', ownerLogin(password.trim()))
}

/** Holds that the built-in PostgreSQL of a data folder listens on no port. */
export async function expectNoPort(folder: string): Promise<void> {
  const [listens] = await sql(await databaseUrl(folder), 'SHOW listen_addresses')
  expect(listens).toEqual({ listen_addresses: '' })
}

/** SIGKILLs the built-in PostgreSQL, every process of it. */
export async function killPostgres(folder: string): Promise<void> {
  const pidFile = await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8')
  const rows = await sql(await databaseUrl(folder), 'SELECT pid FROM pg_stat_activity')
  // The postmaster first: otherwise it would start again what of it ends.
  const pids = [pidFile.split('\n')[0], ...rows.map(({ pid }) => pid)].map(Number)
  for (const pid of pids) killNow(pid)
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    // The one that answered the question, for instance, has ended by itself.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

/** One statement, so one moment: whether another transaction is under way makes no difference. */
const counts = `
  SELECT link."useCount" AS "useCount",
    (SELECT count(*)::int FROM "SignupTokenUse" WHERE "signupTokenId" = link."id") AS "uses",
    (SELECT count(*)::int FROM "User" WHERE "email" <> $1) AS "people",
    (SELECT count(*)::int
      FROM "User" person
      JOIN "Role" role ON role."id" = person."roleId" AND role."id" = link."roleId"
      JOIN "SignupTokenUse" use ON use."userId" = person."id" AND use."signupTokenId" = link."id"
      WHERE person."passwordHash" LIKE 'hmac-sha384-bcrypt$2b$%'
        AND (SELECT count(*) FROM "Session" WHERE "userId" = person."id") >= 1
        AND (SELECT count(*) FROM "Event" WHERE "userId" = person."id"
          AND "type" IN ('user-created', 'public-signup-token-user-added')) = 2) AS "whole"
  FROM "SignupToken" link`

/**
 * Holds every sign-up of an instance with one link to being whole: the link's count is the number of
 * its uses, each use has its person, and each person has the link's role, a password, both events and
 * a session; besides the first administrator there is nobody.
 * @returns how many there are
 */
export async function expectWhole(url: string): Promise<number> {
  const rows = await sql(url, counts, [firstAdmin.email])
  const count = Number(rows[0]?.useCount)
  expect(rows).toEqual([{ useCount: count, uses: count, people: count, whole: count }])
  return count
}

/**
 * How many sign-ups were cut off after the person had been written and before the commit: numbers
 * that the sequence gave out are not given back. Means nothing after a crash of the server.
 */
export async function countCutOff(url: string): Promise<number> {
  const [row] = await sql(
    url,
    'SELECT (SELECT last_value FROM "User_id_seq")::int - count(*)::int AS cut FROM "User"',
  )
  return Number(row?.cut)
}
