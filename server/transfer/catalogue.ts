import type { ClientBase } from 'pg'

/** Prisma's record of migrations, which every database has itself; the file only names the last one. */
const MIGRATIONS = '_prisma_migrations'

/** The names of the app's tables, read from the database, so a new table needs no change here. */
export async function listTables(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c
     where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and c.relname <> $1
     order by c.relname`,
    [MIGRATIONS],
  )
  return rows.map(({ name }) => name)
}

/** The writable columns of a table, quoted and in order. */
export async function listColumns(client: ClientBase, table: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select quote_ident(attname) as name from pg_attribute
     where attrelid = quote_ident($1)::regclass and attnum > 0
       and not attisdropped and attgenerated = ''
     order by attnum`,
    [table],
  )
  return rows.map(({ name }) => name)
}

/** The position of a sequence, so that numbers are not reused after an import. */
export type Sequence = { name: string; value: string; used: boolean }

export async function readSequences(client: ClientBase): Promise<Sequence[]> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class
     where relnamespace = current_schema()::regnamespace and relkind = 'S' order by relname`,
  )
  const sequences: Sequence[] = []
  for (const { name } of rows) {
    const state = await client.query<{ value: string; used: boolean }>(
      `select last_value::text as value, is_called as used from ${quote(name)}`,
    )
    const [first] = state.rows
    if (first) sequences.push({ name, ...first })
  }
  return sequences
}

/** The name of the newest migration, which identifies the shape of the data. */
export async function lastMigration(client: ClientBase): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `select migration_name as name from ${quote(MIGRATIONS)}
     where finished_at is not null order by migration_name desc limit 1`,
  )
  return rows[0]?.name ?? ''
}

/** Quotes an identifier for SQL. */
export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
