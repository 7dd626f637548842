import { join } from 'node:path'
import { createMigration, writeSums } from '@/server/new-migration'
import { startTemporaryPostgres } from '@/server/postgres/temporary'

const root = join(import.meta.dirname, '../..')

/** Writes the migration to the changed schema; without a name, the sums again after its SQL was edited. */
export async function run([name]: string[]): Promise<void> {
  if (name === undefined) {
    writeSums(root)
    console.info('✓ Sums written to prisma/migrations.sha256; commit it with the migration.')
    return
  }
  const server = await startTemporaryPostgres()
  try {
    const file = await createMigration(root, name, server.url)
    console.info(`✓ ${file} and its sum in prisma/migrations.sha256 written`)
    console.info(
      '  Read the SQL; add by hand what Prisma cannot say (CHECK, data for rows that are',
    )
    console.info(
      '  there), then `npm run migration` writes its sum again and `npx vitest run prisma`',
    )
    console.info('  migrates an empty database. Commit schema, migration and sums together.')
  } finally {
    await server.stop()
  }
}
