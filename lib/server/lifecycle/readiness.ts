import { getDb } from '@/lib/server/db/db'

/** Throws unless the database answers. */
export async function requireDatabase(): Promise<void> {
  await getDb().$queryRaw`SELECT 1`
}
