import type { Metadata } from 'next'
import { PeopleList } from '@/components/admin/people/people-list'
import { Shell } from '@/components/admin/shell/shell'
import { Choice, Filters, Pager } from '@/components/admin/ui/list-tools'
import { roles } from '@/lib/roles'
import { requireAdmin } from '@/lib/server/pages/current-user'
import { peoplePage } from '@/lib/server/pages/people'

type Query = Record<string, string | string[] | undefined>

export const metadata: Metadata = { title: 'People' }

const filters = ['q', 'role', 'link', 'enabled', 'cursor'] as const
const roleChoices = roles.map(({ id, name }) => [String(id), name] as const)
const stateChoices = [
  ['', 'Any'],
  ['true', 'Enabled'],
  ['false', 'Disabled'],
] as const

/** What the address says, without what it leaves empty. */
function readQuery(query: Query): Record<string, string> {
  const given = filters.map((name): [string, string] => [name, String(query[name] ?? '')])
  return Object.fromEntries(given.filter(([, value]) => value !== ''))
}

/** Everybody with an account: searched, filtered, page by page. */
export default async function PeoplePage({ searchParams }: { searchParams: Promise<Query> }) {
  const currentUser = await requireAdmin('/admin/people')
  const query = readQuery(await searchParams)
  const { people, nextCursor, link, problem } = await peoplePage(new URLSearchParams(query))
  const { cursor: _, ...filter } = query
  const { link: __, ...withoutLink } = filter
  const isFiltered = Object.keys(query).length > 0
  const download = (
    <a className="button" href={`/admin/people/export?${new URLSearchParams(filter)}`} download>
      Download CSV
    </a>
  )
  return (
    <Shell
      section="/admin/people"
      title="People"
      currentUser={currentUser}
      actions={people.length > 0 && download}
    >
      <Filters action="/admin/people" search={query.q ?? ''} searchLabel="Name, email or username">
        <Choice
          name="role"
          label="Role"
          value={query.role ?? ''}
          choices={[['', 'Any'], ...roleChoices]}
        />
        <Choice name="enabled" label="Account" value={query.enabled ?? ''} choices={stateChoices} />
        {query.link && <input type="hidden" name="link" value={query.link} />}
      </Filters>
      {link && (
        <p className="row">
          <span>
            Only people who joined through <strong>{link.name}</strong>.
          </span>
          <a href={`/admin/people?${new URLSearchParams(withoutLink)}`}>Show everybody</a>
        </p>
      )}
      {problem && (
        <p className="note note-warn" role="alert">
          {problem}
        </p>
      )}
      {people.length > 0 && <PeopleList people={people} />}
      {people.length === 0 && !problem && <Nobody isFiltered={isFiltered} />}
      <Pager action="/admin/people" query={query} nextCursor={nextCursor} />
    </Shell>
  )
}

function Nobody({ isFiltered }: { isFiltered: boolean }) {
  return (
    <div className="card empty stack">
      <p>
        {isFiltered
          ? 'No matching people. Try fewer words or another filter.'
          : 'Nobody has joined yet. Share an invite link to let people in.'}
      </p>
      <p>
        {isFiltered ? (
          <a className="button" href="/admin/people">
            Show everybody
          </a>
        ) : (
          <a className="button button-primary" href="/admin">
            Create an invite link
          </a>
        )}
      </p>
    </div>
  )
}
