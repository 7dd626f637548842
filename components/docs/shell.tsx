import type { ReactNode } from 'react'
import { BrandContent } from '@/components/ui/brand'
import { instanceName } from '@/components/ui/instance-name'
import { Preferences } from '@/components/ui/preferences'
import { markdownPath } from '@/lib/server/docs/markdown'
import { childrenOf, type DocsPage, neighboursOf, pagesAbove } from '@/lib/server/docs/pages'
import { CurrentItem } from './current-item'
import { DocsSearch } from './docs-search'
import { PageLinks } from './page-links'

type Props = {
  /** Null for what is no page of its own: the search, and what is not there. */
  page: DocsPage | null
  title: string
  query?: string
  /** Below the links to the pages before and after. */
  foot?: ReactNode
  children: ReactNode
}

/** The frame of the documentation, which is in English whatever the language of the visitor. */
export async function DocsShell({ page, title, query, foot, children }: Props) {
  const menu = <Menu current={page?.path ?? ''} />
  return (
    <div className="docs" lang="en" dir="ltr">
      <header className="docs-top">
        <a className="brand" href="/docs">
          <BrandContent name={await instanceName()} />
        </a>
        <DocsSearch {...(query !== undefined && { query })} />
        <details className="docs-menu">
          <summary>Menu</summary>
          {menu}
        </details>
      </header>
      <aside className="docs-side">
        {menu}
        <CurrentItem />
      </aside>
      <main id="main" className="docs-main">
        {page && <Crumbs page={page} />}
        <h1>{title}</h1>
        {page && <PageLinks markdown={markdownPath(page)} />}
        {children}
        {page && <Neighbours page={page} />}
        {foot}
        <Preferences translated={false} />
      </main>
    </div>
  )
}

function Crumbs({ page }: { page: DocsPage }) {
  const above = pagesAbove(page)
  if (above.length === 0) return null
  return (
    <nav aria-label="Breadcrumb">
      <ol className="row small docs-crumbs">
        {above.map(({ path, title }) => (
          <li key={path}>
            <a href={path}>{title}</a>
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** All pages; of the reference those of the group that is read. */
function Menu({ current }: { current: string }) {
  return (
    <nav aria-label="Documentation" className="docs-nav">
      {childrenOf('/docs').map((section) => (
        <div key={section.path}>
          <MenuLink page={section} current={current} className="docs-nav-section" />
          <MenuList pages={childrenOf(section.path)} current={current} />
        </div>
      ))}
      <p>
        <a href="/openapi.json">OpenAPI document</a>
      </p>
    </nav>
  )
}

function MenuList({ pages, current }: { pages: DocsPage[]; current: string }) {
  return (
    <ul>
      {pages.map((page) => {
        const isOpen = current === page.path || current.startsWith(`${page.path}/`)
        const inside = isOpen ? childrenOf(page.path) : []
        return (
          <li key={page.path}>
            <MenuLink page={page} current={current} />
            {inside.length > 0 && <MenuList pages={inside} current={current} />}
          </li>
        )
      })}
    </ul>
  )
}

type MenuLinkProps = { page: DocsPage; current: string; className?: string }

function MenuLink({ page, current, className }: MenuLinkProps) {
  const { path, title, content } = page
  return (
    <a href={path} className={className} aria-current={path === current ? 'page' : undefined}>
      {content.kind === 'operation' && (
        <span className="docs-nav-method">{content.operation.method} </span>
      )}
      {title}
    </a>
  )
}

function Neighbours({ page }: { page: DocsPage }) {
  const { before, after } = neighboursOf(page)
  return (
    <nav aria-label="Previous and next page" className="docs-neighbours">
      {before && (
        <a href={before.path} rel="prev">
          <span className="small soft">Previous</span> {before.title}
        </a>
      )}
      {after && (
        <a href={after.path} rel="next">
          <span className="small soft">Next</span> {after.title}
        </a>
      )}
    </nav>
  )
}
