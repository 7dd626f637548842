import { SEARCH_MAX } from '@/lib/docs-search'
import { searchPages } from '@/lib/server/docs/search'
import { PageList } from './page-list'
import { DocsShell } from './shell'

/** What the search finds, for browsers without scripts and for Enter. */
export function SearchResults({ query }: { query: string }) {
  const found = searchPages(query)
  return (
    <DocsShell page={null} title="Search" query={query.slice(0, SEARCH_MAX)}>
      <div className="docs-text">
        {found.length === 0 && (
          <p>{query.trim() === '' ? 'Enter what to look for.' : 'No matches.'}</p>
        )}
        <PageList pages={found} />
      </div>
    </DocsShell>
  )
}
