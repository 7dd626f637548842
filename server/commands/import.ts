import { join, resolve } from 'node:path'
import { getEnv } from '@/lib/server/runtime/env'
import { withDatabase } from '@/server/database'
import { importData } from '@/server/transfer/import-data'

/** Fills an empty database from a file that `npm run export` wrote. */
export async function run([name]: string[]): Promise<void> {
  if (!name) throw new Error('Say which file: npm run import -- foyer-2026-01-31.ndjson.gz')
  const { databaseUrl, dataDir } = getEnv()
  await withDatabase(async ({ url }) => {
    const rows = await importData(url, resolve(name))
    console.info(`✓ ${rows} rows imported`)
    const place = databaseUrl ? 'the environment' : join(resolve(dataDir), 'app-secret')
    console.info(
      '  The links and sessions in it need the APP_SECRET that they were made with: the one in ' +
        `DATA_DIR/app-secret or in the environment of the old place. Put it into ${place} here.`,
    )
  })
}
