import type { ClientBase } from 'pg'
import { quote } from './catalogue'

/**
 * Runs the work with foreign keys deferred to its end, so that rows can be inserted in any order; no
 * order would suit tables that reference themselves or each other. Call it in a transaction of the
 * owner.
 */
export async function withForeignKeysDeferred<T>(
  client: ClientBase,
  work: () => Promise<T>,
): Promise<T> {
  const keys = await listImmediate(client)
  for (const key of keys) await alter(client, key, 'deferrable initially deferred')
  const result = await work()
  await client.query('set constraints all immediate')
  for (const key of keys) await alter(client, key, 'not deferrable')
  return result
}

type ForeignKey = { table: string; name: string }

async function listImmediate(client: ClientBase): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(
    `select c.relname as table, k.conname as name
     from pg_constraint k join pg_class c on c.oid = k.conrelid
     where k.contype = 'f' and not k.condeferrable
       and c.relnamespace = current_schema()::regnamespace`,
  )
  return rows
}

async function alter(client: ClientBase, { table, name }: ForeignKey, how: string): Promise<void> {
  await client.query(`alter table ${quote(table)} alter constraint ${quote(name)} ${how}`)
}
