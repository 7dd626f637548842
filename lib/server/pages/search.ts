import type { SearchResponse } from '@/lib/schemas/responses'
import { getDb, type SignupToken } from '@/lib/server/db/db'
import { isSearchable, searchFilter } from '@/lib/server/db/search-filter'
import { now } from '@/lib/server/runtime/clock'
import { creatorLostColumn } from '@/lib/server/signup-tokens/creators'
import { inviteState } from '@/lib/signup-token-state'
import { cut } from '@/lib/text'

/** How many of each kind the palette shows. */
const SHOWN = 5

/** Where less is typed, the newest links are of more use; a short name of other letters is a name. */
const SHORTEST = 3

/**
 * The newest links and people whose name (or address, or username) holds the text; of one that is
 * too short to look for, the newest links. The expressions are those of the trigram indexes, word for word.
 */
export async function search(text: string): Promise<SearchResponse> {
  const wanted = cut(text).replaceAll('\u0000', '').trim().slice(0, 100).toWellFormed()
  if ([...wanted].length < SHORTEST && !isSearchable(wanted)) {
    return { links: serialize(await newestLinks()), people: [] }
  }
  const pattern = searchFilter(wanted)
  const [links, people] = await Promise.all([
    getDb().$queryRaw<SignupToken[]>`
      SELECT *, ${creatorLostColumn} AS "creatorLost" FROM "SignupToken" WHERE lower("name") LIKE ${pattern}
      ORDER BY "createdAt" DESC, "id" DESC LIMIT ${SHOWN}`,
    getDb().$queryRaw<SearchResponse['people']>`
      SELECT "id", "name", "email" FROM "User"
      WHERE (lower("name") || ' ' || "email" || ' ' || coalesce("usernameKey", '')) LIKE ${pattern}
      ORDER BY "id" DESC LIMIT ${SHOWN}`,
  ])
  return { links: serialize(links), people }
}

async function newestLinks(): Promise<SignupToken[]> {
  const orderBy = [{ createdAt: 'desc' as const }, { id: 'desc' as const }]
  return await getDb().signupToken.findMany({ orderBy, take: SHOWN })
}

function serialize(links: SignupToken[]): SearchResponse['links'] {
  return links.map((link) => ({ id: link.id, name: link.name, state: inviteState(link, now()) }))
}
