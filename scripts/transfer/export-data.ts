import { createWriteStream, existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import Cursor from 'pg-cursor'
import { lastMigration, listTables, quote, readSequences } from './catalogue'
import { type End, type Header, rowLine } from './format'

const BATCH = 500

/**
 * Writes all data of a database, as of one moment, to a new file that only its owner can read. The
 * app may go on meanwhile. The memory it takes does not grow with the data.
 * @returns how many rows it holds
 * @throws Error when the file exists already or cannot be written; then nothing is left of it
 */
export async function exportData(url: string, file: string): Promise<number> {
  if (existsSync(file)) throw new Error(`${file} exists already: name another file.`)
  const draft = `${file}.part`
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const count = { rows: 0 }
    await pipeline(
      Readable.from(lines(client, count)),
      createGzip(),
      createWriteStream(draft, { mode: 0o600, flush: true }),
    )
    await rename(draft, file)
    return count.rows
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  } finally {
    await client.end()
  }
}

async function* lines(client: pg.Client, count: { rows: number }): AsyncGenerator<string> {
  const header: Header = {
    format: 'foyer-export',
    version: 1,
    migration: await lastMigration(client),
    exportedAt: new Date().toISOString(),
  }
  yield `${JSON.stringify(header)}\n`
  for (const table of await listTables(client)) {
    for await (const batch of rowsOf(client, table)) {
      count.rows += batch.length
      yield batch.map((row) => rowLine(table, row)).join('')
    }
  }
  // Read last: a sequence knows no snapshot, and must be as far as any row in the file.
  const end: End = { rows: count.rows, sequences: await readSequences(client) }
  yield `${JSON.stringify(end)}\n`
}

/** jsonb has no line breaks in its text, whatever is in the row. */
async function* rowsOf(client: pg.Client, table: string): AsyncGenerator<string[]> {
  const sql = `select to_jsonb(t)::text as row from ${quote(table)} t`
  const cursor = client.query(new Cursor<{ row: string }>(sql))
  for (;;) {
    const batch = await cursor.read(BATCH)
    if (batch.length === 0) break
    yield batch.map(({ row }) => row)
  }
  await cursor.close()
}
