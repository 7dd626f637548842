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

// Not the link's name: a title stays in the history of the browser, and it is an administrator's word.
export const metadata: Metadata = { title: 'Invite link' }

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** One link: what it is, what can be done with it, who came by it, what happened to it. */
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
        <h2 id="joined">Who joined</h2>
        <JoinChart days={days} />
        {link.useCount > 0 && <Filters action={path} search={q} searchLabel="Name or email" />}
        {members.items.length > 0 ? (
          <Members members={members.items} now={facts.now} />
        ) : (
          <p className="soft">
            {q
              ? (members.problem ?? 'Nobody fits this search.')
              : 'Whoever joins by this link will be here.'}
          </p>
        )}
        <div className="row row-spread">
          <Pager action={path} query={asked} nextCursor={members.nextCursor} />
          {link.useCount > 0 && <AfterMembers path={path} />}
        </div>
      </section>
      <section className="stack-tight" aria-labelledby="requests">
        <h2 id="requests">Who asks for a new invite</h2>
        {requests.length === 0 ? (
          <p className="soft">Nobody. Once this link is over, whoever comes late can ask here.</p>
        ) : (
          <RequestList link={{ url: link.url }} requests={requests} />
        )}
      </section>
      <section className="stack-tight" aria-labelledby="events">
        <h2 id="events">What happened</h2>
        <LinkEvents events={events} now={facts.now} />
        <p>
          <a className="link-like" href={`/admin/events?link=${id}`}>
            All events of this link
          </a>
        </p>
      </section>
    </Shell>
  )
}

/** What can be done with everyone who came by a link. */
function AfterMembers({ path }: { path: string }) {
  return (
    <div className="row">
      <a className="small link-like" href={`${path}/joiners.csv`} download>
        Save who joined as CSV
      </a>
      <a className="small link-like" href={`${path}/undo`}>
        Undo this link
      </a>
    </div>
  )
}
