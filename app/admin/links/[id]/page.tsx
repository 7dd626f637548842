import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { LinkEvents } from '@/components/admin/events/link-events'
import { JoinChart } from '@/components/admin/links/join-chart'
import { LinkActions } from '@/components/admin/links/link-actions'
import { LinkFacts } from '@/components/admin/links/link-facts'
import { Members } from '@/components/admin/links/members'
import { RequestList } from '@/components/admin/requests/request-list'
import { Shell } from '@/components/admin/shell/shell'
import { Filters, Pager } from '@/components/admin/ui/list-tools'
import { readNumber } from '@/lib/server/db/paging'
import { requireAdmin } from '@/lib/server/pages/current-user'
import { findLinkById, linkView } from '@/lib/server/pages/link-view'
import { linkDetails } from '@/lib/server/pages/links'
import { readSearchText } from '@/lib/signup-token-filters'

// Not the link's name: a title stays in the history of the browser, and administrators chose the name for themselves.
export const metadata: Metadata = { title: 'Invite link' }

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** One link: its settings, its actions, who joined through it, its requests and its events. */
export default async function LinkPage({ params, searchParams }: Props) {
  const { id } = await params
  const path = `/admin/links/${id}`
  const currentUser = await requireAdmin(path)
  const row = await findLinkById(id)
  if (!row) notFound()
  const query = await searchParams
  const q = readSearchText(query.q)
  const cursor = typeof query.cursor === 'string' ? query.cursor : ''
  const details = await linkDetails(id, q, readNumber(cursor) ?? undefined)
  const { members, days, requests, events, facts } = details
  const link = linkView(row)
  const asked = { ...(q && { q }), ...(cursor && { cursor }) }
  return (
    <Shell
      section="/admin"
      title={link.name}
      currentUser={currentUser}
      actions={<LinkActions link={link} facts={facts} />}
    >
      <LinkFacts link={link} now={facts.now} />
      <section className="stack" aria-labelledby="joined">
        <h2 id="joined">People who joined</h2>
        <JoinChart days={days} />
        {link.useCount > 0 && <Filters action={path} search={q} searchLabel="Name or email" />}
        {members.items.length > 0 ? (
          <Members members={members.items} now={facts.now} />
        ) : (
          <p className="soft">
            {q
              ? (members.problem ?? 'No matching people.')
              : 'Nobody has joined through this link yet.'}
          </p>
        )}
        <div className="row row-spread">
          <Pager action={path} query={asked} nextCursor={members.nextCursor} />
          {link.useCount > 0 && <AfterMembers path={path} />}
        </div>
      </section>
      <section className="stack-tight" aria-labelledby="requests">
        <h2 id="requests">Invite requests</h2>
        {requests.length === 0 ? (
          <p className="soft">None yet. Latecomers can request an invite once this link ends.</p>
        ) : (
          <RequestList link={{ url: link.url }} requests={requests} />
        )}
      </section>
      <section className="stack-tight" aria-labelledby="events">
        <h2 id="events">Activity</h2>
        <LinkEvents events={events} now={facts.now} />
        <p>
          <a className="link-like" href={`/admin/events?link=${id}`}>
            All events for this link
          </a>
        </p>
      </section>
    </Shell>
  )
}

/** Actions for everyone who joined through a link. */
function AfterMembers({ path }: { path: string }) {
  return (
    <div className="row">
      <a className="small link-like" href={`${path}/members.csv`} download>
        Download people as CSV
      </a>
      <a className="small link-like" href={`${path}/rollback`}>
        Remove people who joined
      </a>
    </div>
  )
}
