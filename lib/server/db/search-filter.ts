import { type Sql, sql } from './db'

/**
 * A pattern that finds a text anywhere in small letters; what LIKE gives a meaning to stands for
 * itself. The database makes the letters small, since its locale may know fewer of them than we do.
 */
export function searchFilter(text: string): Sql {
  return sql`lower(${`%${text.replace(/[\\%_]/g, '\\$&')}%`})`
}

/** Whether a text is long enough to be looked for: three of ASCII's letters or digits, or one other. */
export function isSearchable(text: string): boolean {
  return /[a-z0-9]{3}|[^\0-\x7f]/i.test(text)
}
