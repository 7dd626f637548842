import { eventTypes } from '@/lib/event-types'
import { emailSchema } from '@/lib/schemas/fields'
import { getDb } from '@/lib/server/db/db'
import { readNumber } from '@/lib/server/db/paging'
import type { EventFilters } from '@/lib/server/events/list'
import { DAY } from '@/lib/server/runtime/clock'
import { tokenId } from '@/lib/server/signup-tokens/token'
import { cut } from '@/lib/text'

/** The filters in the address of the events page, as typed. */
type EventSearch = Record<'type' | 'person' | 'link' | 'from' | 'until', string>

type Read = { search: EventSearch; filters: EventFilters; problems: string[] }

/** Reads the filters of an address; an unknown person or link gives a message and no events. */
export async function readEventSearch(query: URLSearchParams): Promise<Read> {
  const of = (name: string) =>
    cut(query.get(name) ?? '')
      .replaceAll('\0', '')
      .trim()
      .slice(0, 400)
  const search = {
    type: of('type'),
    person: of('person'),
    link: of('link'),
    from: of('from'),
    until: of('until'),
  }
  const person = await findPerson(search.person)
  const link = search.link === '' ? undefined : readLink(search.link)
  const type = eventTypes.find((known) => known === search.type)
  const problems = [
    ...(search.type !== '' && !type ? ['There is no event type with this name.'] : []),
    ...(person === null ? [`No person has the email address or number “${search.person}”.`] : []),
    ...(link === null ? ['That is not the address or number of a link.'] : []),
    ...[search.from, search.until]
      .filter((day) => day !== '' && startOf(day) === undefined)
      .map((day) => `“${day}” is not a date. Enter one like 2030-01-31.`),
  ]
  const until = startOf(search.until)
  const filters = {
    type,
    userId: person ?? undefined,
    signupTokenId: link ?? undefined,
    from: startOf(search.from),
    until: until && new Date(until.getTime() + DAY),
  }
  return { search, filters, problems }
}

/** The first instant of a day, in UTC. */
function startOf(day: string): Date | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return undefined
  const at = new Date(`${day}T00:00:00.000Z`)
  return Number.isNaN(at.getTime()) || at.getUTCFullYear() < 1970 ? undefined : at
}

/** A person by id (even if deleted since) or by email; null if there is none. */
async function findPerson(typed: string): Promise<number | null | undefined> {
  if (typed === '') return undefined
  const id = readNumber(typed)
  if (id !== null) return id
  const email = emailSchema.safeParse(typed)
  if (!email.success) return null
  const user = await getDb().user.findUnique({ where: { email: email.data }, select: { id: true } })
  return user?.id ?? null
}

/** A link by its address, token or id. Only the id is ever put into an address. */
function readLink(typed: string): string | null {
  const last = typed.split(/[?#]/)[0]?.split('/').at(-1) ?? ''
  return /^[0-9a-f]{16}$/.test(last) ? last : tokenId(last)
}

/** The query for the same filters; for a link only its id, never its token. */
export function eventQuery({ search, filters }: Pick<Read, 'search' | 'filters'>) {
  const all = { ...search, link: filters.signupTokenId ?? search.link }
  const given = Object.entries(all).filter(([, value]) => value !== '')
  return Object.fromEntries(given)
}
