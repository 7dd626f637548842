import { resolve } from 'node:path'
import { withDatabase } from '@/server/database'
import { exportData } from '@/server/transfer/export-data'

/** Writes all data to the named file, or to foyer-<date>.ndjson.gz in the working directory. */
export async function run([name]: string[]): Promise<void> {
  const date = new Date().toISOString().slice(0, 10)
  const file = resolve(name ?? `foyer-${date}.ndjson.gz`)
  await withDatabase(async ({ url }) => {
    const rows = await exportData(url, file)
    console.info(`✓ ${rows} rows exported to ${file}`)
    console.info(
      '  The file contains names, addresses and password hashes, but not APP_SECRET. Keep both safe.',
    )
  })
}
