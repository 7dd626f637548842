import { getPool } from '@/lib/server/db/db'
import { type Check, mistake } from '@/server/doctor/check'

type Extension = { isInstalled: boolean; isAvailable: boolean; isAllowed: boolean }

/** Whether pg_trgm is there, or the role may create it: a trusted extension needs a right on the database only. */
const look = `
  SELECT
    EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm') AS "isInstalled",
    EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_trgm') AS "isAvailable",
    (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
      OR (has_database_privilege(current_database(), 'CREATE') AND EXISTS (
        SELECT FROM pg_available_extension_versions WHERE name = 'pg_trgm' AND trusted
      )) AS "isAllowed"`

export const trigrams: Check = {
  name: 'The database has pg_trgm, or can get it',
  needs: 'database',
  run: async () => {
    const { rows } = await getPool().query<Extension>(look)
    const [row] = rows
    if (row?.isInstalled || (row?.isAvailable && row.isAllowed)) return null
    if (row?.isAvailable) {
      return mistake(
        'The database does not have the extension pg_trgm, and its role in DATABASE_URL may not create it.',
        'Run `CREATE EXTENSION pg_trgm` in the database as its owner or a superuser.',
      )
    }
    return mistake(
      'The PostgreSQL server does not have the extension pg_trgm.',
      'Install it there (most systems have it in a package such as postgresql-contrib), then run `npm start`.',
    )
  },
}
