import { expect, vi } from 'vitest'
import { getDb } from '@/lib/server/db/db'
import { forgetSettings } from '@/lib/server/settings/settings'

type Table = { name: string }

/** The names of all tables but Prisma's own. */
async function tables(): Promise<string[]> {
  const rows = await getDb().$queryRaw<Table[]>`
    SELECT tablename AS name FROM pg_tables
    WHERE schemaname = 'public' AND tablename NOT LIKE '\\_prisma%' ORDER BY 1`
  return rows.map(({ name }) => name)
}

/** A database as the first migration leaves it: only the roles. */
export async function emptyDatabase(): Promise<void> {
  const names = (await tables()).filter((name) => name !== 'Role')
  const list = names.map((name) => `"${name}"`).join(', ')
  await getDb().$executeRawUnsafe(`TRUNCATE ${list} RESTART IDENTITY`)
  forgetSettings()
}

/** Every value of every row, as a backup would hold it. */
export async function dumpDatabase(): Promise<string[]> {
  const values: string[] = []
  for (const name of await tables()) {
    const rows = await getDb().$queryRawUnsafe<{ value: string }[]>(
      `SELECT each.value FROM "${name}" AS row, jsonb_each_text(to_jsonb(row)) AS each WHERE each.value IS NOT NULL`,
    )
    values.push(...rows.map(({ value }) => value))
  }
  return values
}

/** Resolves when so many connections of this database wait for a lock that another holds. */
export async function untilWaiting(count: number): Promise<void> {
  await vi.waitFor(
    async () => {
      const [row] = await getDb().$queryRaw<{ waiting: number }[]>`
        SELECT count(*)::int AS waiting FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`
      expect(row?.waiting).toBe(count)
    },
    { timeout: 10_000, interval: 10 },
  )
}
