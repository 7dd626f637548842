import { childrenOf, nearestAbove } from '@/lib/server/docs/pages'
import { nearestPages } from '@/lib/server/docs/search'
import { PageList } from './page-list'
import { DocsShell } from './shell'

/** What is not there, with the pages that have the nearest names, and those beside which it would be. */
export function DocsNotFound({ path }: { path: string }) {
  const nearest = nearestPages(path.slice(path.lastIndexOf('/') + 1))
  const above = nearestAbove(path)
  return (
    <DocsShell page={null} title="Page not found">
      <div className="docs-text">
        <p>There is no page at this address.</p>
        {nearest.length > 0 && (
          <>
            <h2>Pages with a similar name</h2>
            <PageList pages={nearest} />
          </>
        )}
        <h2>
          <a href={above.path}>{above.title}</a>
        </h2>
        <PageList pages={childrenOf(above.path)} />
      </div>
    </DocsShell>
  )
}
