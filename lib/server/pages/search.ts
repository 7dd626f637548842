import type { SearchResponse } from '@/lib/schemas/responses'
import { readSearch } from '@/lib/server/db/search'
import { now } from '@/lib/server/runtime/clock'
import { links } from '@/lib/server/signup-tokens/lists/links'
import { inviteUrl } from '@/lib/server/signup-tokens/responses'
import { users } from '@/lib/server/users/list'
import { inviteState } from '@/lib/signup-token-state'

/** How many of each kind the palette shows. */
const limit = 5

/**
 * The newest links and people that a text finds, or the newest links where there is none. Throws
 * `BadDataError` for a text that cannot be looked for.
 */
export async function search(text: string | null): Promise<SearchResponse> {
  const q = readSearch(text)
  const [found, people] = await Promise.all([
    links.page({ q, bootstrap: false, limit }),
    q === '' ? { items: [] } : users.page({ q, limit }),
  ])
  return {
    links: found.items.map((link) => ({
      id: link.id,
      name: link.name,
      state: inviteState(link, now()),
      url: inviteUrl(link),
      expiresAt: link.expiresAt.toISOString(),
    })),
    people: people.items.map(({ id, name, email }) => ({ id, name, email })),
  }
}
