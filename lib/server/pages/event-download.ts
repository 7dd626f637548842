import { detailsOf, sentenceOf } from '@/lib/event-sentence'
import type { EventResponse } from '@/lib/schemas/responses'
import { type EventFilters, events } from '@/lib/server/events/list'
import { type Columns, csvText } from '@/lib/server/http/csv'
import { download } from '@/lib/server/http/download'

/** An event's sentence as plain text. */
function plainSentence(event: EventResponse): string {
  const names = {
    actor: event.createdBy,
    person: event.user?.email ?? event.createdBy,
    link: event.token?.name ?? '',
  }
  return sentenceOf(event.type)
    .map((part) => ('ref' in part ? names[part.ref] : part.text))
    .join('')
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
  details: ({ data }) => detailsOf(data).join('; '),
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
