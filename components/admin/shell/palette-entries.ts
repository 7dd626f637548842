import type { SearchResponse } from '@/lib/schemas/responses'
import { type InviteState, stateTable } from '@/lib/signup-token-state'

/** Something that the palette leads to. */
export type Entry = { href: string; name: string; note: string }

const sections: Entry[] = [
  { href: '/admin?new', name: 'Create link', note: 'A new invite link' },
  { href: '/admin', name: 'Links', note: 'Every invite link' },
  { href: '/admin/people', name: 'People', note: 'Everyone with an account' },
  { href: '/admin/events', name: 'Events', note: 'Who did what, and when' },
  { href: '/admin/settings', name: 'Settings', note: 'Name, contact, languages' },
  { href: '/account', name: 'Your account', note: 'Name, email, password' },
  { href: '/account/tokens', name: 'Your API tokens', note: 'For your programs' },
]

function noteOf(state: InviteState): string {
  return `Link, ${stateTable[state].word.toLowerCase()}`
}

/** What is offered for a text: sections that have it in their name, then what the server found. */
export function entriesFor(text: string, found: SearchResponse): Entry[] {
  const wanted = text.trim().toLowerCase()
  const pages = sections.filter(({ name, note }) =>
    `${name} ${note}`.toLowerCase().includes(wanted),
  )
  const links = found.links
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .map(({ id, name, state }) => ({ href: `/admin/links/${id}`, name, note: noteOf(state) }))
  const people = found.people.map(({ id, name, email }) => ({
    href: `/admin/people/${id}`,
    name,
    note: email,
  }))
  return [...pages, ...links, ...people]
}
