import type { Prisma } from '@/lib/generated/prisma/client'
import { join, raw, type Sql, sql } from './db'

type Rows = {
  Event: Prisma.EventCreateManyInput
  Session: Prisma.SessionCreateManyInput
  SignupTokenUse: Prisma.SignupTokenUseCreateManyInput
  User: Prisma.UserCreateManyInput
}

/** A row of a table as Prisma's models take it; what is known only in the statement is SQL. */
type Row<T extends keyof Rows> = { [Column in keyof Rows[T]]: Rows[T][Column] | Sql }

/**
 * `INSERT INTO table (…) SELECT … FROM source`, as a part of a statement: as many rows as the source has.
 * @param row what Prisma's `create` would take; it names the columns
 * @param source the name of another part of the statement, whose columns the SQL in `row` may use
 */
export function insertFrom<T extends keyof Rows>(table: T, row: Row<T>, source: string): Sql {
  const columns = Object.keys(row).map((column) => name(column))
  const values = Object.values(row).map(
    (value) => sql`${isJson(value) ? JSON.stringify(value) : value}`,
  )
  return sql`
    INSERT INTO ${name(table)} (${join(columns)}) SELECT ${join(values)} FROM ${name(source)}`
}

/** The name of a table or column as SQL. It is written as it is: never one that somebody sent. */
export function name(identifier: string): Sql {
  return raw(`"${identifier}"`)
}

function isJson(value: unknown): boolean {
  return Object.getPrototypeOf(value ?? '') === Object.prototype
}
