import { readNumber } from '@/lib/api/parameters'
import { AppError } from '@/lib/errors'
import { type EventGroup, eventGroups, eventPeriods, typesOf } from '@/lib/event-sentence'
import { type EventType, isEventType } from '@/lib/event-types'
import { emailSchema } from '@/lib/schemas/fields'
import { getDb } from '@/lib/server/db/db'
import type { EventFilters } from '@/lib/server/events/list'
import { DAY, now } from '@/lib/server/runtime/clock'
import { links } from '@/lib/server/signup-tokens/lists/links'
import { tokenId } from '@/lib/server/signup-tokens/token'
import { users } from '@/lib/server/users/list'
import { cut } from '@/lib/text'
import type desk from '@/messages/desk/en.json'

/** The filters in the address of the page of events, as typed. */
export type EventSearch = Record<
  'type' | 'what' | 'person' | 'link' | 'when' | 'from' | 'until',
  string
>

/** Why a filter finds nothing: a sentence under `desk.events.problems`. */
export type EventProblem = {
  key: keyof typeof desk.desk.events.problems
  typed: string
}

type Read = {
  search: EventSearch
  filters: EventFilters
  problems: EventProblem[]
  /** The name of the one link that is meant, where the address has its id. */
  linkName: string | null
}

/** How many people or links a text may find: each is looked up by itself. */
export const MOST = 5

/** Reads the filters of an address; an unknown person or link gives a problem and no events. */
export async function readEventSearch(query: URLSearchParams): Promise<Read> {
  const search = typedIn(query)
  const [people, found] = await Promise.all([findPeople(search.person), findLinks(search.link)])
  const types = readTypes(search)
  const days = readDays(search)
  return {
    linkName: found.name ?? null,
    search: { ...search, person: people.shown, link: found.shown },
    filters: {
      ...(types && { types }),
      ...(people.ids && { people: people.ids }),
      ...(found.ids && { links: found.ids }),
      ...days.bounds,
    },
    problems: [
      ...(types?.length === 0 ? [{ key: 'typeUnknown' as const, typed: search.type }] : []),
      ...people.problems,
      ...found.problems,
      ...days.problems,
    ],
  }
}

function typedIn(query: URLSearchParams): EventSearch {
  const of = (name: keyof EventSearch) =>
    cut(query.get(name) ?? '')
      .replaceAll('\0', '')
      .trim()
      .slice(0, 400)
  const [from, until] = [of('from'), of('until')]
  return {
    type: of('type'),
    what: of('what'),
    person: of('person'),
    link: of('link'),
    // Days alone are a filter too, as in addresses of earlier versions.
    when: of('when') || (from || until ? 'range' : ''),
    from,
    until,
  }
}

function isGroup(what: string): what is EventGroup {
  return eventGroups.some((group) => group === what)
}

function readTypes({ type, what }: EventSearch): EventType[] | undefined {
  if (type !== '') return isEventType(type) ? [type] : []
  return isGroup(what) ? typesOf(what) : undefined
}

type Days = { bounds: Pick<EventFilters, 'from' | 'until'>; problems: EventProblem[] }

function readDays({ when, from, until }: EventSearch): Days {
  if (when !== 'range') {
    const days = eventPeriods.some((period) => period === when) ? Number(when) : 0
    const bounds = days > 0 ? { from: new Date(now().getTime() - days * DAY) } : {}
    return { bounds, problems: [] }
  }
  const [first, last] = [startOf(from), startOf(until)]
  const wrong = [from, until].filter((day) => day !== '' && startOf(day) === undefined)
  return {
    bounds: {
      ...(first && { from: first }),
      ...(last && { until: new Date(last.getTime() + DAY) }),
    },
    problems: wrong.map((typed) => ({ key: 'dateInvalid', typed })),
  }
}

/** The first instant of a day, in UTC. */
function startOf(day: string): Date | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return undefined
  const at = new Date(`${day}T00:00:00.000Z`)
  return Number.isNaN(at.getTime()) || at.getUTCFullYear() < 1970 ? undefined : at
}

/** What a text finds, and what the control then holds. */
type Found<Id> = { ids?: Id[]; shown: string; problems: EventProblem[]; name?: string | undefined }

function found<Id>(ids: Id[], shown: string, kind: 'person' | 'link'): Found<Id> {
  const problem = ids.length === 0 ? 'Unknown' : ids.length > MOST ? 'Many' : null
  const problems = problem ? [{ key: `${kind}${problem}` as const, typed: shown }] : []
  return { ids, shown, problems }
}

/** People by id (even if deleted since), by email address, or by a part of name or address. */
async function findPeople(typed: string): Promise<Found<number>> {
  if (typed === '') return { shown: typed, problems: [] }
  const id = readNumber(typed)
  if (id !== null) {
    const user = await getDb().user.findUnique({ where: { id }, select: { email: true } })
    return found([id], user?.email ?? typed, 'person')
  }
  const email = emailSchema.safeParse(typed)
  const where = { email: email.data ?? '' }
  const user = await getDb().user.findUnique({ where, select: { id: true } })
  if (user) return found([user.id], typed, 'person')
  const items = await searched(() =>
    users.page({ ...users.read(searchOf(typed)), limit: MOST + 1 }),
  )
  return found(
    items.map((row) => row.id),
    typed,
    'person',
  )
}

/** Links by address, token, id, or a part of the name, like the list of links without those of first administrators. Only a name or an id is ever put into an address. */
async function findLinks(typed: string): Promise<Found<string>> {
  if (typed === '') return { shown: typed, problems: [] }
  const last = typed.split(/[?#]/)[0]?.split('/').at(-1) ?? ''
  const id = /^[0-9a-f]{16}$/.test(last) ? last : tokenId(last)
  if (id !== null) {
    const link = await getDb().signupToken.findUnique({ where: { id }, select: { name: true } })
    return { ...found([id], id, 'link'), name: link?.name }
  }
  const items = await searched(() =>
    links.page({ ...links.read(searchOf(typed)), bootstrap: false, limit: MOST + 1 }),
  )
  return found(
    items.map((row) => row.id),
    typed,
    'link',
  )
}

function searchOf(typed: string): URLSearchParams {
  return new URLSearchParams({ q: typed })
}

/** What cannot be looked for finds nobody. */
async function searched<T>(look: () => Promise<{ items: T[] }>): Promise<T[]> {
  try {
    return (await look()).items
  } catch (error) {
    if (error instanceof AppError && error.name === 'BadDataError') return []
    throw error
  }
}

/** The query for the same filters; for a link only its id or name, never its token. */
export function eventQuery(search: EventSearch): Record<string, string> {
  const given = Object.entries(search).filter(([, value]) => value !== '')
  return Object.fromEntries(given)
}
