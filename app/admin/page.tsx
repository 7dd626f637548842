import type { Metadata } from 'next'
import { CreateLink } from '@/components/admin/links/create-link'
import { LinksTable } from '@/components/admin/links/links-table'
import { Shell } from '@/components/admin/shell/shell'
import { Choice, Filters, Pager } from '@/components/admin/ui/list-tools'
import { roles } from '@/lib/roles'
import { requireAdmin } from '@/lib/server/pages/current-user'
import { linksPage } from '@/lib/server/pages/links'
import { linkQuery, readLinkFilters } from '@/lib/signup-token-filters'
import { inviteStates, stateTable } from '@/lib/signup-token-state'

export const metadata: Metadata = { title: 'Invite links' }

const path = '/admin'

const sortNames = [
  ['newest', 'newest first'],
  ['name', 'by name'],
  ['ending', 'earliest end first'],
  ['ends', 'latest end first'],
  ['uses', 'most joined first'],
] as const

const states = [
  ['', 'all'],
  ...inviteStates.map((state) => [state, stateTable[state].word] as const),
] as const
const roleNames = [
  ['', 'all'],
  ...roles.map(({ id, name }) => [String(id), name] as const),
] as const

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** Every invite link: find, copy, change and create them. */
export default async function AdminPage({ searchParams }: Props) {
  const currentUser = await requireAdmin(path)
  const query = await searchParams
  const filters = readLinkFilters(query)
  const asked = linkQuery(filters)
  const cursor = typeof query.cursor === 'string' ? query.cursor : undefined
  const { links, nextCursor, problem, facts, any } = await linksPage(filters, cursor)
  const create = (
    <CreateLink
      facts={facts}
      label="Create link"
      className="button button-primary"
      opened={query.new !== undefined}
    />
  )
  if (!any) {
    return (
      <Shell section={path} title="Invite links" currentUser={currentUser}>
        <div className="card empty stack">
          <p>No invite links yet. Create one to let people join.</p>
          <p>{create}</p>
        </div>
      </Shell>
    )
  }
  const all = new URLSearchParams(asked)
  return (
    <Shell section={path} title="Invite links" currentUser={currentUser} actions={create}>
      <Filters action={path} search={filters.q} searchLabel="Name">
        <Choice name="state" label="State" value={filters.state} choices={states} />
        <Choice name="role" label="Role" value={asked.role ?? ''} choices={roleNames} />
        <Choice name="sort" label="Order" value={filters.sort} choices={sortNames} />
      </Filters>
      {links.length > 0 ? (
        <LinksTable links={links} now={facts.now} maxDays={facts.maxDays} />
      ) : (
        <div className="card empty stack">
          <p>{problem ?? 'No matching links.'}</p>
          <p>
            <a href={path}>Show all links</a>
          </p>
        </div>
      )}
      <div className="row row-spread">
        <Pager
          action={path}
          query={{ ...asked, ...(cursor && { cursor }) }}
          nextCursor={nextCursor}
        />
        {links.length > 0 && (
          <a className="small" href={`/admin/links.csv?${all}`} download>
            Download CSV
          </a>
        )}
      </div>
    </Shell>
  )
}
