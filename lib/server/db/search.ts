import { isFieldErrorCode } from '@/lib/field-errors'
import { searchSchema } from '@/lib/schemas/fields'
import { normalised } from '@/lib/text'
import { join, type Sql, sql } from './db'
import { badQuery } from './paging'

/** What the indexes "User_search_idx", "SignupToken_search_idx" and "InviteRequest_search_idx" are of, to the letter. */
export const searched = {
  user: sql`u."name" || ' ' || u."email" || ' ' || coalesce(u."usernameKey", '')`,
  signupToken: sql`"name"`,
  inviteRequest: sql`"email"`,
}

/** The shortest text that is found anywhere in another, in characters. */
const ANYWHERE = 3

/** What is looked for: `q` of a query, in lists, in the palette and in the API. `''`: nothing. Throws `BadDataError`. */
export function readSearch(given: string | null | undefined): string {
  const read = searchSchema.safeParse(given ?? '')
  if (read.success) return read.data
  const code = read.error.issues[0]?.message ?? ''
  throw badQuery('q', isFieldErrorCode(code) ? code : 'textInvalid', { min: ANYWHERE })
}

export type SearchCondition = {
  /** Says of one row whether it is found. */
  matches: Sql
  /** The same for a text that has an index on `search_grams(search_fold(text)) COLLATE "C"`, which it uses. */
  indexed: Sql
}

/**
 * Finds texts that hold each word of the search, in any case and script: a word of three characters or
 * more anywhere, a shorter one at the start of a word; or that hold the whole search as it stands
 * (docs/decisions/0052).
 * @param text what is searched, as SQL
 */
export function searchCondition(text: Sql, q: string): SearchCondition {
  const folded = sql`"search_fold"(${text})`
  const phrase = normalised(q, 'NFKC').trim()
  const words = phrase.split(/\s+/).filter((word) => word !== '')
  if (words.length === 0) return { matches: sql`FALSE`, indexed: sql`FALSE` }
  const found = words.map((word) => (isLong(word) ? anywhere(folded, word) : start(folded, word)))
  const all = every(found)
  return words.length > 1 && !words.every(isLong) ? either(all, anywhere(folded, phrase)) : all
}

function isLong(word: string): boolean {
  return [...word].length >= ANYWHERE
}

/** What LIKE gives a meaning to stands for itself. */
function anywhere(folded: Sql, word: string): SearchCondition {
  const matches = sql`${folded} LIKE "search_fold"(${`%${word.replace(/[\\%_]/g, '\\$&')}%`})`
  const grams = sql`"search_trigrams"("search_fold"(${word}))`
  return { matches, indexed: sql`${gramsOf(folded)} @> ${grams} AND ${matches}` }
}

function start(folded: Sql, word: string): SearchCondition {
  const wanted = sql`"search_word"("search_fold"(${word}))`
  const matches = sql`${folded} ~ "search_start"(${wanted})`
  return { matches, indexed: sql`${gramsOf(folded)} @> ARRAY[${wanted}]` }
}

function gramsOf(folded: Sql): Sql {
  return sql`"search_grams"(${folded}) COLLATE "C"`
}

function every(conditions: SearchCondition[]): SearchCondition {
  const all = (part: keyof SearchCondition) =>
    sql`(${join(
      conditions.map((condition) => condition[part]),
      ' AND ',
    )})`
  return { matches: all('matches'), indexed: all('indexed') }
}

function either(one: SearchCondition, other: SearchCondition): SearchCondition {
  return {
    matches: sql`(${one.matches} OR ${other.matches})`,
    indexed: sql`(${one.indexed} OR (${other.indexed}))`,
  }
}
