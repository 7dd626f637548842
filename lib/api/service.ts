import { eventsResponse, healthResponse, searchResponse } from '@/lib/schemas/responses'
import { exampleLink, lastPage } from './examples'
import { eventsQuery, parametersOf } from './lists'
import { operation } from './operation'
import { numericCursor, readNumber, search as searchParameter, text } from './parameters'
import { exampleToken } from './paths'

export const listEvents = operation({
  id: 'getEvents',
  tag: 'Events',
  method: 'GET',
  path: '/api/admin/events',
  access: 'admin',
  summary: 'List events, newest first',
  query: {
    token: {
      ...text('Only events of this link, given by token or id.'),
      example: '0123456789abcdef',
    },
    ...parametersOf(eventsQuery),
  },
  success: { status: 200, description: 'Events.', schema: eventsResponse },
  example: {
    answer: {
      events: [
        {
          id: 120,
          type: 'public-signup-token-user-added',
          createdAt: '2030-01-15T09:30:00.000Z',
          createdBy: 'ada@example.org',
          createdByUserId: 42,
          user: { id: 42, email: 'ada@example.org' },
          token: { id: '0123456789abcdef', name: 'Rowing club, spring' },
          data: {},
          address: '203.0.113.7',
          userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
        },
      ],
      ...lastPage,
    },
  },
})

/** The id of a change, or 0: where there was none yet, that is where to go on. */
export function readChangeId(given: string): number | null {
  return given === '0' ? 0 : readNumber(given)
}

export const streamQuery = {
  cursor: {
    ...numericCursor,
    description: 'The id of the last message: events after it are sent first.',
    schema: { ...numericCursor.schema, minimum: 0 },
    read: readChangeId,
  },
}

export const getStream = operation({
  id: 'getStream',
  tag: 'Events',
  method: 'GET',
  path: '/api/admin/stream',
  access: 'admin',
  summary: 'Follow changes as server-sent events',
  description:
    'One message `change` for each event, with its id and a `changeSchema` as data; `ready` once says where it begins. A change may be sent twice. A person has six streams at most; a stream ends after an hour, or when the session or the permission ends.',
  query: streamQuery,
  headers: ['Last-Event-ID'],
  success: {
    status: 200,
    description: 'The messages, for as long as the connection lasts.',
    media: { type: 'text/event-stream', schema: { type: 'string' } },
  },
})

export const search = operation({
  id: 'search',
  tag: 'Settings',
  method: 'GET',
  path: '/api/admin/search',
  access: 'admin',
  summary: 'Find links by name and people by name, email or username',
  description: 'Without a search text it returns the newest links.',
  query: { q: searchParameter('a name, an email address or a username') },
  success: { status: 200, description: 'At most five of each.', schema: searchResponse },
  example: {
    answer: {
      links: [
        {
          id: '0123456789abcdef',
          name: exampleLink.name,
          state: exampleLink.state,
          url: exampleLink.url,
          expiresAt: exampleLink.expiresAt,
        },
      ],
      people: [{ id: 42, name: 'Ada Lovelace', email: 'ada@example.org' }],
    },
  },
})

const operational = { tag: 'Operational', method: 'GET' } as const

export const getHealth = operation({
  ...operational,
  id: 'getHealth',
  path: '/health',
  access: 'static',
  summary: 'Check whether the process responds',
  success: { status: 200, description: 'It responds.', schema: healthResponse },
  example: { answer: { health: 'GOOD' } },
})

export const getReady = operation({
  ...operational,
  id: 'getReady',
  path: '/ready',
  access: 'public',
  summary: 'Check whether the process can serve requests',
  success: { status: 200, description: 'It is ready.', schema: healthResponse },
  example: { answer: { health: 'GOOD' } },
})

export const openLegacyLink = operation({
  ...operational,
  id: 'openLegacyInviteLink',
  path: '/new-user',
  access: 'static',
  summary: 'Open an invite link in the form that Unleash used',
  query: {
    invite: { ...text('The token of an invite link.'), required: true, example: exampleToken },
  },
  success: {
    status: 307,
    description: 'A redirect to the page of the link.',
    headers: ['Location'],
  },
  errors: [['NotFoundError', 'The query has no `invite`.']],
})

const document = {
  ...operational,
  access: 'static',
  success: {
    status: 200,
    description: 'OpenAPI 3.1.',
    media: { type: 'application/json', schema: { type: 'object' } },
  },
} as const

export const getOpenApi = operation({
  ...document,
  id: 'getOpenApi',
  path: '/openapi.json',
  summary: 'Read this document',
})

export const getOpenApiOfDocs = operation({
  ...document,
  id: 'getOpenApiOfDocs',
  path: '/docs/openapi.json',
  summary: 'Read this document beside the documentation',
})
