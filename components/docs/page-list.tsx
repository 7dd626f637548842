import type { DocsPage } from '@/lib/server/docs/pages'

/** Pages with a sentence each. */
export function PageList({
  pages,
}: {
  pages: readonly Pick<DocsPage, 'path' | 'title' | 'summary'>[]
}) {
  return (
    <ul className="docs-pages">
      {pages.map(({ path, title, summary }) => (
        <li key={path}>
          <a href={path}>{title}</a>
          <p className="soft">{summary}</p>
        </li>
      ))}
    </ul>
  )
}
