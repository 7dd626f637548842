import type { Metadata } from 'next'
import { EventFilters } from '@/components/admin/events/event-filters'
import { EventsTable } from '@/components/admin/events/events-table'
import { Shell } from '@/components/admin/shell/shell'
import { Pager } from '@/components/admin/ui/list-tools'
import { readNumber } from '@/lib/server/db/paging'
import { events } from '@/lib/server/events/list'
import { requireAdmin } from '@/lib/server/pages/current-user'
import { eventQuery, readEventSearch } from '@/lib/server/pages/event-search'

export const metadata: Metadata = { title: 'Events' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

const none = { items: [], nextCursor: null }

/** Who did what, when, to what, and from where. */
export default async function EventsPage({ searchParams }: Props) {
  const currentUser = await requireAdmin('/admin/events')
  const given = Object.entries(await searchParams).map(([name, value]) => [name, String(value)])
  const query = new URLSearchParams(given)
  const { search, filters, problems } = await readEventSearch(query)
  const cursor = readNumber(query.get('cursor') ?? '')
  const page =
    problems.length > 0
      ? none
      : await events.page({ ...filters, limit: 50, ...(cursor && { cursor }) })
  const same = eventQuery({ search, filters })
  const download = (format: string) =>
    `/admin/events/download?${new URLSearchParams({ ...same, format })}`
  const found =
    page.items.length > 0 ? (
      <EventsTable events={page.items} />
    ) : (
      <p className="card empty">
        No matching events. <a href="/admin/events">Show all events</a>
      </p>
    )
  return (
    <Shell
      section="/admin/events"
      title="Events"
      currentUser={currentUser}
      actions={
        problems.length === 0 && (
          <>
            <a className="button" href={download('csv')} download>
              Download CSV
            </a>
            <a className="button" href={download('json')} download>
              Download JSON
            </a>
          </>
        )
      }
    >
      <EventFilters search={{ ...search, link: filters.signupTokenId ?? search.link }} />
      {problems.map((problem) => (
        <p key={problem} className="note note-bad" role="alert">
          {problem}
        </p>
      ))}
      {problems.length === 0 && found}
      <Pager
        action="/admin/events"
        query={{ ...same, ...(cursor && { cursor: String(cursor) }) }}
        nextCursor={page.nextCursor}
      />
    </Shell>
  )
}
