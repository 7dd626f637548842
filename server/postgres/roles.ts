import pg from 'pg'
import { DATABASE, OWNER, ownerPassword } from './address'

/**
 * Creates the app's role and database if they are missing, and transfers ownership from the superuser:
 * before docs/decisions/0043 the app itself was the superuser, and an older Foyer that is started on
 * the folder still is.
 * @param admin the superuser's connection
 * @param adminUrl the superuser's URL of the app's database
 * @param password the superuser's
 */
export async function prepareDatabase(
  admin: pg.Client,
  adminUrl: string,
  password: string,
): Promise<void> {
  if (!(await isTrue(admin, `exists (select from pg_roles where rolname = '${OWNER}')`))) {
    await admin.query(`create role ${OWNER} login password '${ownerPassword(password)}'`)
  }
  if (await isTrue(admin, `exists (select from pg_database where datname = '${DATABASE}')`)) {
    await handOver(adminUrl)
  } else {
    await admin.query(`create database ${DATABASE} owner ${OWNER}`)
  }
}

/** Evaluates a boolean expression. */
export async function isTrue(client: pg.Client, expression: string): Promise<boolean> {
  const { rows } = await client.query<{ answer: boolean }>(`select ${expression} as answer`)
  return rows[0]?.answer === true
}

/**
 * Statements that transfer everything the superuser owns to the app's role. REASSIGN OWNED does not
 * accept the superuser that `initdb` created. Objects below 16384 belong to PostgreSQL; a column's
 * sequence, an index and a trigger follow their table. Objects of an extension stay with it, and the
 * owner of an extension cannot be changed: the app needs no right on it.
 */
const handOvers = `
  with mine as (
    select 'pg_class'::regclass as class, oid,
      case relkind when 'S' then 'sequence' when 'v' then 'view' when 'm' then 'materialized view'
        when 'f' then 'foreign table' else 'table' end as kind, oid::regclass::text as name
    from pg_class where relowner = current_user::regrole and relkind in ('r', 'p', 'S', 'v', 'm', 'f')
    union all
    select 'pg_proc'::regclass, oid, 'routine', oid::regprocedure::text
    from pg_proc where proowner = current_user::regrole
    union all
    select 'pg_type'::regclass, oid, 'type', oid::regtype::text
    from pg_type where typowner = current_user::regrole and typelem = 0 and typrelid = 0
      and typtype <> 'm'
    union all
    select 'pg_namespace'::regclass, oid, 'schema', quote_ident(nspname)
    from pg_namespace where nspowner = current_user::regrole and nspname not like 'pg\\_%'
  )
  select format('alter %s %s owner to ${OWNER}', kind, name) as statement from mine
  where oid >= 16384 and not exists (
    select from pg_depend where classid = mine.class and objid = mine.oid
      and (deptype = 'e' or (kind = 'sequence' and deptype in ('a', 'i'))))
  union all
  select 'alter database ${DATABASE} owner to ${OWNER}' from pg_database
  where datname = '${DATABASE}' and datdba = current_user::regrole`

async function handOver(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('begin')
    const { rows } = await client.query<{ statement: string }>(handOvers)
    for (const { statement } of rows) await client.query(statement)
    await client.query('commit')
  } finally {
    // Rolls everything back unless it was committed.
    await client.end()
  }
}
