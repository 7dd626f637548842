import { join } from 'node:path'
import { createMigration, writeSums } from '@/server/new-migration'
import { startTemporaryPostgres } from '@/server/postgres/temporary'

const root = join(import.meta.dirname, '../..')

/** Writes the migration to the changed schema; without a name, the sums again after its SQL was edited. */
export async function run([name]: string[]): Promise<void> {
  if (name === undefined) {
    writeSums(root)
    console.info('✓ Checksums written to prisma/migrations.sha256. Commit them with the migration.')
    return
  }
  const server = await startTemporaryPostgres()
  try {
    const file = await createMigration(root, name, server.url)
    console.info(`✓ ${file} and its checksum in prisma/migrations.sha256 written`)
    console.info(
      '  Read the SQL and add what Prisma cannot express (CHECK, values for existing rows).',
    )
    console.info(
      '  Then run `npm run migration` to update the checksum, and `npx vitest run prisma` to',
    )
    console.info('  migrate an empty database. Commit schema, migration and checksums together.')
  } finally {
    await server.stop()
  }
}
