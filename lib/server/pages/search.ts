import type { SearchAnswer } from '@/lib/schemas/responses'
import { getDb, type SignupToken } from '@/lib/server/db/db'
import { containing, isSearchable } from '@/lib/server/db/search-filter'
import { now } from '@/lib/server/runtime/clock'
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
export async function search(text: string): Promise<SearchAnswer> {
  const wanted = cut(text).replaceAll('\u0000', '').trim().slice(0, 100).toWellFormed()
  if ([...wanted].length < SHORTEST && !isSearchable(wanted)) {
    return { links: toWire(await newestLinks()), people: [] }
  }
  const pattern = containing(wanted)
  const [links, people] = await Promise.all([
    getDb().$queryRaw<SignupToken[]>`
      SELECT * FROM "SignupToken" WHERE lower("name") LIKE ${pattern}
      ORDER BY "createdAt" DESC, "id" DESC LIMIT ${SHOWN}`,
    getDb().$queryRaw<SearchAnswer['people']>`
      SELECT "id", "name", "email" FROM "User"
      WHERE (lower("name") || ' ' || "email" || ' ' || coalesce("usernameKey", '')) LIKE ${pattern}
      ORDER BY "id" DESC LIMIT ${SHOWN}`,
  ])
  return { links: toWire(links), people }
}

async function newestLinks(): Promise<SignupToken[]> {
  const orderBy = [{ createdAt: 'desc' as const }, { id: 'desc' as const }]
  return await getDb().signupToken.findMany({ orderBy, take: SHOWN })
}

function toWire(links: SignupToken[]): SearchAnswer['links'] {
  return links.map((link) => ({ id: link.id, name: link.name, state: inviteState(link, now()) }))
}
