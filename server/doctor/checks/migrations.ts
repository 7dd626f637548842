import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { getPool } from '@/lib/server/db/db'
import { type Check, mistake } from '@/server/doctor/check'

const folder = join(import.meta.dirname, '../../../prisma/migrations')

/** The migrations of this version that the database does not have, in order. */
export async function missingMigrations(): Promise<string[]> {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
  const applied = new Set(await appliedMigrations())
  return names.filter((name) => !applied.has(name))
}

async function appliedMigrations(): Promise<string[]> {
  const pool = getPool()
  const table = await pool.query<{ exists: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS "exists"`,
  )
  if (!table.rows[0]?.exists) return []
  const { rows } = await pool.query<{ name: string }>(
    `SELECT "migration_name" AS "name" FROM "_prisma_migrations"
     WHERE "finished_at" IS NOT NULL AND "rolled_back_at" IS NULL`,
  )
  return rows.map(({ name }) => name)
}

export const migrations: Check = {
  name: 'The database has every migration',
  needs: 'database',
  run: async () => {
    const missing = await missingMigrations()
    if (missing.length === 0) return null
    const [first] = missing
    const which =
      missing.length === 1
        ? `the migration ${first}`
        : `${missing.length} migrations, from ${first} on`
    return mistake(
      `The database lacks ${which}.`,
      'Run `npm start`, which applies them; if it fails, its message says why.',
    )
  },
}
