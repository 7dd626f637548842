import { detailsOf, sentenceOf } from '@/lib/event-sentence'
import type { EventResponse } from '@/lib/schemas/responses'
import type { EventFilters } from '@/lib/server/events/events'
import { csvLine } from '@/lib/server/http/csv'
import { eventPages } from './event-search'

const header = [
  'id',
  'when (UTC)',
  'type',
  'what',
  'who',
  'person',
  'link',
  'link number',
  'details',
  'address',
  'browser',
]

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

function csvRow(event: EventResponse): (string | number | null)[] {
  const { id, createdAt, type, createdBy, user, token, data, address, userAgent } = event
  return [
    ...[id, createdAt, type, plainSentence(event), createdBy, user?.email ?? null],
    ...[token?.name ?? null, token?.id ?? null, detailsOf(data).join('; '), address, userAgent],
  ]
}

async function* csvText(filters: EventFilters) {
  yield csvLine(header)
  for await (const events of eventPages(filters)) yield events.map(csvRow).map(csvLine).join('')
}

async function* jsonText(filters: EventFilters) {
  let separator = ''
  yield '{"events":['
  for await (const events of eventPages(filters)) {
    if (events.length > 0)
      yield separator + events.map((event) => JSON.stringify(event)).join(',\n')
    separator = ',\n'
  }
  yield ']}'
}

const formats = {
  csv: { type: 'text/csv; charset=utf-8', text: csvText },
  json: { type: 'application/json; charset=utf-8', text: jsonText },
}

/** The events that the filters find as a file, written as fast as it is taken, never all in memory. */
export function eventDownload(format: keyof typeof formats, filters: EventFilters): Response {
  const { type, text } = formats[format]
  const parts = text(filters)
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await parts.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    cancel: async () => void (await parts.return()),
  })
  return new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="events.${format}"`,
      'cache-control': 'no-store',
    },
  })
}
