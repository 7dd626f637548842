import { createTranslator } from 'next-intl'
import type { Values } from '@/lib/event-changes'
import { type ActivityEvent, changesIn, isSelf, sentenceOf } from '@/lib/event-sentence'
import { formatInstant } from '@/lib/instants'
import { roles } from '@/lib/roles'
import type { EventResponse } from '@/lib/schemas/responses'
import { type EventFilters, events } from '@/lib/server/events/list'
import { type Columns, csvText } from '@/lib/server/http/csv'
import { download } from '@/lib/server/http/download'
import desk from '@/messages/desk/en.json'
import { type EventProblem, MOST } from './event-search'

/** Files are for programs too: they are in English, whoever takes them. */
const t = createTranslator({ locale: 'en', messages: desk, namespace: 'desk.events' })

/** What is wrong with a search, in a sentence. */
export function problemText({ key, typed }: EventProblem): string {
  return t(`problems.${key}`, { typed, max: MOST })
}

function roleName(roleId: number): string {
  return roles.find(({ id }) => id === roleId)?.name ?? String(roleId)
}

function fill({ texts, roles: ids = {}, when }: Values) {
  return {
    ...texts,
    ...Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, roleName(id)])),
    when: () => (when ? formatInstant(new Date(when), { zone: 'UTC' }) : ''),
  }
}

/** An event's sentence as plain text: people by their email address, which finds them elsewhere too. */
function plainSentence({ type, data, createdBy, createdByUserId, user, token }: EventResponse) {
  const { key, values } = sentenceOf({ type, data })
  const actor = { id: createdByUserId, name: createdBy }
  const person: ActivityEvent['person'] = user && { id: user.id, name: user.email }
  return t.markup(`says.${key}`, {
    ...fill(values),
    self: isSelf({ actor, person }) ? 'yes' : 'no',
    actor: () => createdBy,
    person: () => user?.email ?? createdBy,
    link: () => token?.name || t('someLink'),
  })
}

/** What changed, where the sentence only counts it. */
function plainChanges({ type, data }: EventResponse): string {
  const changes = changesIn({ type, data }) ?? []
  if (changes.length < 2) return ''
  return changes.map(({ key, values }) => t.markup(`changes.${key}`, fill(values))).join('; ')
}

const columns: Columns<EventResponse> = {
  id: ({ id }) => id,
  'when (UTC)': ({ createdAt }) => createdAt,
  type: ({ type }) => type,
  what: plainSentence,
  who: ({ createdBy }) => createdBy,
  person: ({ user }) => user?.email ?? null,
  link: ({ token }) => token?.name ?? null,
  'link number': ({ token }) => token?.id ?? null,
  details: plainChanges,
  address: ({ address }) => address,
  browser: ({ userAgent }) => userAgent,
}

async function* jsonText(batches: AsyncIterable<EventResponse[]>) {
  let separator = ''
  yield '{"events":['
  for await (const batch of batches) {
    if (batch.length > 0) yield separator + batch.map((event) => JSON.stringify(event)).join(',\n')
    separator = ',\n'
  }
  yield ']}'
}

/** The events that the filters find as a file, written as fast as it is taken, never all in memory. */
export function eventDownload(format: 'csv' | 'json', filters: EventFilters): Response {
  const batches = events.pages(filters)
  return format === 'csv'
    ? download('events.csv', 'text/csv; charset=utf-8', csvText(columns, batches))
    : download('events.json', 'application/json; charset=utf-8', jsonText(batches))
}
