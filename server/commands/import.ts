import { join, resolve } from 'node:path'
import { getEnv } from '@/lib/server/runtime/env'
import { withDatabase } from '@/server/database'
import { importData } from '@/server/transfer/import-data'

/** Fills an empty database from a file that `npm run export` wrote. */
export async function run([name]: string[]): Promise<void> {
  if (!name)
    throw new Error('Name the file to import: npm run import -- foyer-2026-01-31.ndjson.gz')
  const { databaseUrl, dataDir } = getEnv()
  await withDatabase(async ({ url }) => {
    const rows = await importData(url, resolve(name))
    console.info(`✓ ${rows} rows imported`)
    const place = databaseUrl ? 'the environment' : join(resolve(dataDir), 'app-secret')
    console.info(
      '  Imported links and sessions need the APP_SECRET of the old installation, from ' +
        `DATA_DIR/app-secret or its environment. Put it in ${place} here.`,
    )
  })
}
