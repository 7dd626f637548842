import pg from 'pg'
import { migrate } from '@/prisma/migrate'
import { startTemporaryPostgres } from '../postgres/temporary'
import { listTables, quote } from './catalogue'
import { importData, readHeader } from './import-data'
import { unseal } from './seal'

export type Verified = {
  tables: { name: string; count: number }[]
  rows: number
  secret: 'opened' | 'sealed' | 'absent'
}

/**
 * Restores a backup into a PostgreSQL of its own, which is deleted afterwards, and counts the rows there.
 * @throws Error with one sentence if it could not be restored, or a row is missing
 */
export async function verifyBackup(file: string, passphrase?: string): Promise<Verified> {
  const { secret: sealed } = await readHeader(file)
  if (sealed && passphrase) await unseal(sealed, passphrase)
  const postgres = await startTemporaryPostgres()
  try {
    await migrate(postgres.url)
    const rows = await importData(postgres.url, file)
    const tables = await countTables(postgres.url)
    const found = tables.reduce((sum, { count }) => sum + count, 0)
    if (found !== rows) throw new Error(`Of ${rows} rows in ${file}, ${found} were restored.`)
    const secret = sealed ? (passphrase ? 'opened' : 'sealed') : 'absent'
    return { tables, rows, secret }
  } finally {
    await postgres.stop()
  }
}

async function countTables(url: string): Promise<Verified['tables']> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const tables: Verified['tables'] = []
    for (const name of await listTables(client)) {
      const text = `select count(*)::int as count from ${quote(name)}`
      const { rows } = await client.query<{ count: number }>(text)
      tables.push({ name, count: rows[0]?.count ?? 0 })
    }
    return tables
  } finally {
    await client.end()
  }
}
