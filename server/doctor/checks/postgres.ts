import { getPool } from '@/lib/server/db/db'
import { type Check, mistake } from '@/server/doctor/check'

type Version = { name: string; number: number }

export const postgres: Check = {
  name: 'PostgreSQL is new enough',
  needs: 'database',
  run: async ({ limits }) => {
    const { rows } = await getPool().query<Version>(
      `SELECT current_setting('server_version') AS "name",
         current_setting('server_version_num')::int AS "number"`,
    )
    const [{ name, number } = { name: 'unknown', number: 0 }] = rows
    if (number >= limits.oldestPostgres) return null
    const least = Math.floor(limits.oldestPostgres / 10_000)
    return mistake(
      `Foyer needs PostgreSQL ${least} or newer; the database is ${name}.`,
      'Upgrade it, or export the data and import it into a newer one (“Restore” in docs/operating.md).',
    )
  },
}
