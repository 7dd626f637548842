import type { Page } from '@/lib/server/db/paging'
import { type EventFilters, events as eventList } from '@/lib/server/events/list'
import { linkActivity } from '@/lib/server/pages/events/activity'
import { linkFacts, linkMembers, linkRequests } from '@/lib/server/pages/links/link-page'
import { linksPage } from '@/lib/server/pages/links/links'
import { requestsPage } from '@/lib/server/pages/links/requests'
import { overviewPage } from '@/lib/server/pages/overview'
import { findPerson, peoplePage } from '@/lib/server/pages/people'
import { search } from '@/lib/server/pages/search'
import { links as linkList } from '@/lib/server/signup-tokens/lists/links'
import { members as memberList } from '@/lib/server/signup-tokens/lists/members'
import { toMemberResponses, toSignupTokenResponses } from '@/lib/server/signup-tokens/responses'
import { users } from '@/lib/server/users/list'
import { toAdminUserResponses } from '@/lib/server/users/responses'
import { readLinkFilters } from '@/lib/signup-token-filters'
import { cyrillicLink, cyrillicPerson, popularLink, rareLink, rarePerson } from './seed'

// The lists that are looked at: each as its page or endpoint asks for it.

const limit = 50

type Walk = (cursor: never) => Promise<Page<unknown, string | number>>

export type List = {
  name: string
  walk: Walk
  /** Whether it has a 1,000th page to look at. */
  deep: boolean
}

function list<C extends string | number>(
  name: string,
  walk: (cursor: C | undefined) => Promise<Page<unknown, C>>,
  deep = true,
): List {
  return { name, walk, deep }
}

/** A look that has no pages. */
export function once(name: string, work: () => Promise<unknown>): List {
  return list<string>(name, async () => ({ items: [await work()], nextCursor: null }), false)
}

type LinkQuery = Omit<Parameters<typeof linkList.page>[0], 'limit' | 'cursor'>

function links(name: string, query: LinkQuery, deep = true): List {
  const walk = (cursor?: string) => linkList.page({ ...query, limit, cursor })
  return list(`links, ${name}`, walk, deep)
}

type UserQuery = Omit<Parameters<typeof users.page>[0], 'limit' | 'cursor'>

function people(name: string, query: UserQuery, deep = true): List {
  return list(`people, ${name}`, (cursor?: number) => users.page({ ...query, limit, cursor }), deep)
}

function members(name: string, q: string, deep = true): List {
  const walk = (cursor?: number) => memberList.page({ link: popularLink, q, limit, cursor })
  return list(`members of one link, ${name}`, walk, deep)
}

function events(name: string, filters: EventFilters, deep = true): List {
  const walk = (cursor?: number) => eventList.page({ ...filters, limit, cursor })
  return list(`events, ${name}`, walk, deep)
}

const anHour = {
  from: new Date('2026-01-01T01:00:00Z'),
  until: new Date('2026-01-01T02:00:00Z'),
}

const query = (text = '') => new URLSearchParams(text)

/** The pages of the admin area, with all that each reads for itself. */
const pages: List[] = [
  once('page: overview', () => overviewPage()),
  once('page: links', () => linksPage(readLinkFilters({}))),
  once('page: links, searched', () => linksPage(readLinkFilters({ q: rareLink }))),
  once('page: one link', () => linkFacts(popularLink)),
  once('page: one link, people', () => linkMembers(popularLink, {})),
  once('page: one link, requests', () => linkRequests(popularLink, {})),
  once('page: one link, activity', () => linkActivity(popularLink)),
  once('page: people', () => peoplePage(query())),
  once('page: people, searched', () => peoplePage(query(`q=${rarePerson}`))),
  once('page: one person', () => findPerson(1, null)),
  once('page: requests', () => requestsPage(query())),
  once('page: requests, dismissed', () => requestsPage(query('state=dismissed'))),
]

export const lists: List[] = [
  ...pages,
  list('links, API', async (cursor?: string) => {
    const page = await linkList.page({ limit, cursor })
    return { ...page, items: await toSignupTokenResponses(page.items) }
  }),
  links('by name', { sort: 'name' }),
  links('by end', { sort: 'ending' }),
  links('by uses', { sort: 'uses' }),
  links('expired', { state: 'expired' }),
  links('paused', { state: 'paused' }, false),
  links('revoked', { state: 'revoked' }),
  links('of a role', { role: 2 }),
  links('of a role, revoked', { role: 3, state: 'revoked' }, false),
  // A fifth of all links, so 400 pages: there is no 1,000th.
  links('search, common', { q: 'rowing' }, false),
  links('search, rare', { q: rareLink }, false),
  links('search, two letters', { q: rareLink.slice(0, 2) }, false),
  links('search, Cyrillic', { q: cyrillicLink }, false),
  list('people, API', async (cursor?: number) => {
    const page = await users.page({ limit, cursor })
    return { ...page, items: await toAdminUserResponses(page.items) }
  }),
  people('of a role', { roleId: 2 }),
  people('disabled', { enabled: false }),
  people('by one link', { link: popularLink }),
  people('search, common', { q: 'grace' }),
  people('search, rare', { q: rarePerson }, false),
  people('search, two letters, common', { q: 'gr' }),
  people('search, two letters, rare', { q: rarePerson.slice(0, 2) }, false),
  people('search, Cyrillic', { q: cyrillicPerson }, false),
  people('by one link, search, rare', { link: popularLink, q: rarePerson }, false),
  list('members of one link, API', async (cursor?: number) => {
    const page = await memberList.page({ link: popularLink, present: true, limit, cursor })
    return { ...page, items: toMemberResponses(page.items) }
  }),
  members('page', ''),
  members('search, common', 'grace'),
  members('search, rare', rarePerson, false),
  events('all', {}),
  events('of a type', { type: 'user-updated' }),
  events('of a busy admin', { userId: 1 }),
  events('of one link', { signupTokenId: '0000000000000002' }, false),
  events('of an hour', anHour, false),
  once('palette, common', () => search('rowing')),
  once('palette, rare', () => search(rareLink)),
  once('palette, one letter', () => search('z')),
]
