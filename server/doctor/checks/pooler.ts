import pg from 'pg'
import { type Check, mistake } from '@/server/doctor/check'
import { databaseOf } from '@/server/doctor/context'

/** Milliseconds; a pooler with a single connection would keep the second one waiting. */
const PATIENCE = 3_000

/**
 * Whether a statement that one transaction prepared is there in the next, although another client has
 * taken the connection to the server in between. A pooler that cannot keep statements apart fails.
 */
async function keepsStatements(connectionString: string): Promise<boolean> {
  const connect = async () => {
    const client = new pg.Client({ connectionString, query_timeout: PATIENCE })
    client.on('error', () => {})
    await client.connect()
    return client
  }
  const statement = { name: `foyer_doctor_${process.pid}`, text: 'SELECT $1::int', values: [1] }
  const [one, other] = [await connect(), await connect()]
  try {
    await one.query(statement)
    await other.query('BEGIN')
    await other.query('SELECT 1')
    await one.query(statement)
    return true
  } catch (error) {
    if (error instanceof pg.DatabaseError) return false
    throw error
  } finally {
    // Where it is left in another client's connection, this one removes it.
    await other.query(`DEALLOCATE ${statement.name}`).catch(() => {})
    await Promise.all([one.end().catch(() => {}), other.end().catch(() => {})])
  }
}

export const pooler: Check = {
  name: 'DATABASE_POOLER fits the way to the database',
  needs: 'database',
  applies: ({ dataFolder }) => dataFolder === null,
  run: async (context) => {
    const { isPooled, url } = databaseOf(context)
    if (!isPooled || context.env.databasePooler !== null || (await keepsStatements(url)))
      return null
    return mistake(
      'DATABASE_URL leads to a pooler that does not keep prepared statements, and DATABASE_POOLER is not set: sign-ups will fail.',
      'Set DATABASE_POOLER=transaction, and DATABASE_DIRECT_URL if migrations should go past it (“Database” in docs/operating.md).',
    )
  },
}
