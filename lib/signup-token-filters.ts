import { roles } from './roles'
import { searchSchema } from './schemas/fields'
import { type InviteState, inviteStates } from './signup-token-state'
import { cut } from './text'

export const linkSorts = ['newest', 'name', 'ends', 'ending', 'uses'] as const

type LinkSort = (typeof linkSorts)[number]

/** What the list of links is asked for; it stands in the page's address. */
export type LinkFilters = {
  q: string
  state: InviteState | ''
  /** A role's number, or 0 for all. */
  role: number
  sort: LinkSort
}

type Query = Record<string, string | string[] | undefined>

/** What is looked for. What cannot be stays as it was typed; the list says what is wrong with it. */
function readSearchText(value: Query[string]): string {
  if (typeof value !== 'string') return ''
  const read = searchSchema.safeParse(value)
  return read.success ? read.data : cut(value)
}

/** Reads the filters of an address. What makes no sense there counts as absent. */
export function readLinkFilters(query: Query): LinkFilters {
  const q = readSearchText(query.q)
  const state = inviteStates.find((one) => one === query.state) ?? ''
  const role = roles.find(({ id }) => String(id) === query.role)?.id ?? 0
  const sort = linkSorts.find((one) => one === query.sort) ?? 'newest'
  return { q, state, role, sort }
}

/** The filters as a query again, without those that say nothing. */
export function linkQuery({ q, state, role, sort }: LinkFilters): Record<string, string> {
  return {
    ...(q && { q }),
    ...(state && { state }),
    ...(role && { role: String(role) }),
    ...(sort !== 'newest' && { sort }),
  }
}
