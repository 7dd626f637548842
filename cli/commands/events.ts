import type { Schemas } from '@/client/client'
import { eventTypes } from '@/lib/event-types'
import type { Command } from '../command'
import type { Connection } from '../connection'
import { given, numberOf, type Options, textOf } from '../options'
import { type Columns, table } from '../table'
import { readTime, showTime } from '../times'
import { tokenOf } from './links'
import { listOptions, noteMore } from './lists'
import { getPerson } from './people'

type Event = Schemas['eventSchema']

const columns: Columns<Event> = {
  when: ({ createdAt }) => showTime(createdAt),
  event: ({ type }) => type,
  by: ({ createdBy }) => createdBy,
  link: ({ token }) => token?.name ?? null,
  person: ({ user }) => user?.email ?? user?.id ?? null,
}

/** What can be read before anything is sent. */
function filtersOf(options: Options, now: Date) {
  const [since, until] = [textOf(options, 'since'), textOf(options, 'until')]
  const [type, link] = [textOf(options, 'type'), textOf(options, 'link')]
  return given({
    type: eventTypes.find((known) => known === type),
    token: link === undefined ? undefined : tokenOf(link),
    from: since === undefined ? undefined : readTime(since, now, 'ago'),
    until: until === undefined ? undefined : readTime(until, now, 'ago'),
    limit: numberOf(options, 'limit') ?? 100,
    cursor: numberOf(options, 'cursor'),
  })
}

async function personFilter(connection: Connection, options: Options) {
  const name = textOf(options, 'person')
  return name === undefined ? {} : { user: (await getPerson(connection, name)).id }
}

export const events: Command = {
  name: 'events',
  summary: 'List who did what, newest first',
  options: [
    { flags: '--type <type>', description: 'only events of this type', choices: eventTypes },
    { flags: '--link <link>', description: 'only events of this link' },
    { flags: '--person <person>', description: 'only what this person did, or what concerns them' },
    { flags: '--since <time>', description: 'only from then on: an instant, or 7d for 7 days ago' },
    { flags: '--until <time>', description: 'only before then' },
    ...listOptions,
  ],
  examples: ['events --since 24h', 'events --person grace.hopper@example.org --json'],
  works: 'foyer',
  run: async ({ options, now, connect, print, note }) => {
    const filters = filtersOf(options, now)
    const connection = await connect()
    const query = { ...filters, ...(await personFilter(connection, options)) }
    const list = await connection.ask(
      connection.client.GET('/api/admin/events', { params: { query } }),
    )
    const none = 'There are no such events.'
    print(list, () => (list.events.length > 0 ? table(list.events, columns) : none))
    noteMore(note, list.nextCursor)
  },
}
