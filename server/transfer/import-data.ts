import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import pg, { type ClientBase } from 'pg'
import { lastMigration, listColumns, listTables, quote } from './catalogue'
import { withForeignKeysDeferred } from './foreign-keys'
import { type End, endSchema, type Header, headerSchema, parseRow } from './format'

const BATCH = 500

/**
 * Fills an empty, migrated database with the data of an export: all of it or nothing.
 * @param change what else happens to the data, in the same transaction
 * @returns the number of rows
 * @throws Error with one sentence if the database has users or another shape than the file, or the file
 *   is damaged
 */
export async function importData(
  url: string,
  file: string,
  change = async (_: ClientBase) => {},
): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('begin')
    await emptyTables(client)
    const end = await withForeignKeysDeferred(client, () => readInto(client, file))
    for (const { name, value, used } of end.sequences) {
      await client.query('select setval(quote_ident($1)::regclass, $2, $3)', [name, value, used])
    }
    await change(client)
    await client.query('commit')
    return end.rows
  } finally {
    // Rolls everything back unless it was committed.
    await client.end()
  }
}

/**
 * The contents of a new database (the roles, its first admin link) are replaced. A database with users
 * is in use and is refused; the lock keeps the first one from joining meanwhile.
 */
async function emptyTables(client: ClientBase): Promise<void> {
  const tables = await listTables(client)
  await client.query(`lock table ${tables.map(quote).join(', ')} in access exclusive mode`)
  const { rows } = await client.query('select from "User" limit 1')
  if (rows.length > 0) {
    throw new Error('This database already has users. Import only into a new, empty one.')
  }
  await client.query(`truncate ${tables.map(quote).join(', ')}`)
}

async function readInto(client: ClientBase, file: string): Promise<End> {
  const writer = new RowWriter(client)
  const read: { end: End | null } = { end: null }
  const take = async (chunks: AsyncIterable<Buffer>) => {
    let first = true
    for await (const line of splitLines(chunks)) {
      if (first) await checkHeader(client, line)
      else read.end = (await writer.add(line)) ? null : endSchema.parse(JSON.parse(line))
      first = false
    }
    await writer.flush()
  }
  // If `take` throws, the streams before it end early, and their error may come first.
  const causes: unknown[] = []
  const consume = (chunks: AsyncIterable<Buffer>) =>
    take(chunks).catch((error: unknown) => {
      causes.push(error)
      throw error
    })
  try {
    await pipeline(createReadStream(file), createGunzip(), consume)
  } catch (error) {
    throw readable(causes[0] ?? error, file)
  }
  if (read.end?.rows !== writer.total) throw damaged(file)
  return read.end
}

/** The header of a file. Throws like `importData`. */
export async function readHeader(file: string): Promise<Header> {
  try {
    const handle = await open(file)
    const unzipped = createGunzip()
    handle.createReadStream().pipe(unzipped)
    // Leaving the loop ends both streams.
    for await (const line of splitLines(unzipped)) return headerSchema.parse(JSON.parse(line))
  } catch (error) {
    throw readable(error, file)
  }
  throw damaged(file)
}

async function checkHeader(client: ClientBase, line: string): Promise<void> {
  const { migration } = headerSchema.parse(JSON.parse(line))
  const here = await lastMigration(client)
  if (migration !== here) {
    throw new Mismatch(
      `This file comes from a Foyer at migration ${migration}, but this one is at ${here}. ` +
        'Import it with the version that exported it, then start the new version on that database.',
    )
  }
}

class Mismatch extends Error {}

function readable(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOENT') return new Error(`File not found: ${file}.`)
  // A five-character code comes from PostgreSQL: the database refused the data.
  if (error instanceof Mismatch || /^[0-9A-Z]{5}$/.test(code)) return error
  return damaged(file)
}

const damaged = (file: string) =>
  new Error(`${file} is damaged, incomplete or not a Foyer export. Nothing was imported.`)

/** Collects rows of one table and inserts them together. */
class RowWriter {
  total = 0
  readonly #client: ClientBase
  readonly #columns = new Map<string, string>()
  #table = ''
  #rows: string[] = []

  constructor(client: ClientBase) {
    this.#client = client
  }

  /** @returns whether the line was a row */
  async add(line: string): Promise<boolean> {
    const parsed = parseRow(line)
    if (!parsed) return false
    if (parsed.table !== this.#table || this.#rows.length >= BATCH) await this.flush()
    this.#table = parsed.table
    this.#rows.push(parsed.row)
    this.total += 1
    return true
  }

  async flush(): Promise<void> {
    if (this.#rows.length === 0) return
    const columns = await this.#columnsOf(this.#table)
    await this.#client.query(
      `insert into ${quote(this.#table)} (${columns}) overriding system value
       select ${columns} from jsonb_populate_recordset(null::${quote(this.#table)}, $1)`,
      [`[${this.#rows.join(',')}]`],
    )
    this.#rows = []
  }

  async #columnsOf(table: string): Promise<string> {
    const known = this.#columns.get(table)
    if (known) return known
    // A file that somebody else wrote must not reach the catalogues of PostgreSQL, nor its own record of migrations.
    if (!(await listTables(this.#client)).includes(table)) throw new Error(`Unknown table ${table}`)
    const columns = (await listColumns(this.#client, table)).join(', ')
    this.#columns.set(table, columns)
    return columns
  }
}

/** Splits at line feeds only: readline also splits at U+2028, which a name may contain. */
async function* splitLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest = ''
  const decoder = new TextDecoder()
  for await (const chunk of chunks) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = parts.pop() ?? ''
    yield* parts
  }
  if (rest) yield rest
}
