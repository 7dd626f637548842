import { randomBytes } from 'node:crypto'
import { createWriteStream, rmSync } from 'node:fs'
import { link, lstat, rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import Cursor from 'pg-cursor'
import { lastMigration, listTables, quote, readSequences } from './catalogue'
import { type End, type Header, rowLine } from './format'
import type { Sealed } from './seal'

const BATCH = 500

/**
 * Writes all data of a database, in one snapshot, to a new file that only its owner can read. The app
 * may keep running. Memory use does not grow with the data.
 * @param secret goes into the header, for `restore`
 * @returns the number of rows
 * @throws Error if the file exists already or cannot be written; then no file is left
 */
export async function exportData(url: string, file: string, secret?: Sealed): Promise<number> {
  if (await lstat(file).catch(() => null)) throw existsAlready(file)
  const draft = `${file}.${randomBytes(8).toString('hex')}.part`
  const discard = () => rmSync(draft, { force: true })
  process.once('exit', discard)
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const count = { rows: 0 }
    await pipeline(
      Readable.from(lines(client, count, secret)),
      createGzip(),
      // If others may write to the folder, one of them could have placed a file or a link there.
      createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true }),
    )
    await publish(draft, file)
    return count.rows
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  } finally {
    process.off('exit', discard)
    await client.end()
  }
}

const existsAlready = (file: string) =>
  new Error(`${file} already exists. Choose another file name.`)

/** Renames the draft, but never over a file or a link that was created meanwhile. */
async function publish(draft: string, file: string): Promise<void> {
  try {
    await link(draft, file)
    await rm(draft)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code === 'EEXIST') throw existsAlready(file)
    // Some file systems, for example on memory sticks, have no hard links.
    if (!['EPERM', 'ENOTSUP', 'ENOSYS'].includes(code)) throw error
    await rename(draft, file)
  }
}

async function* lines(
  client: pg.Client,
  count: { rows: number },
  secret: Sealed | undefined,
): AsyncGenerator<string> {
  const header: Header = {
    format: 'foyer-export',
    version: 1,
    migration: await lastMigration(client),
    exportedAt: new Date().toISOString(),
    ...(secret && { secret }),
  }
  yield `${JSON.stringify(header)}\n`
  for (const table of await listTables(client)) {
    for await (const batch of rowsOf(client, table)) {
      count.rows += batch.length
      yield batch.map((row) => rowLine(table, row)).join('')
    }
  }
  // Read last: a sequence ignores the snapshot, and must not be behind any row in the file.
  const end: End = { rows: count.rows, sequences: await readSequences(client) }
  yield `${JSON.stringify(end)}\n`
}

/** The text of jsonb has no line breaks, whatever the row contains. */
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
