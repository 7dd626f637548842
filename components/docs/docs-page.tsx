import { slug } from 'github-slugger'
import type { ComponentProps, ReactNode } from 'react'
import type { Guide } from '@/lib/server/docs/guides'
import { childrenOf, type DocsPage } from '@/lib/server/docs/pages'
import { Authentication } from './authentication'
import { Feedback } from './feedback'
import { Text } from './markdown'
import { OperationPage } from './operation-page'
import { PageList } from './page-list'
import { DocsShell } from './shell'

type Props = { page: DocsPage; signedIn: boolean }

type FeedbackProps = Omit<ComponentProps<typeof Feedback>, 'path'>

/** A page of the documentation. */
export function DocsPageView({ page, signedIn, ...feedback }: Props & FeedbackProps) {
  const foot = <Feedback path={page.path} {...feedback} />
  return (
    <DocsShell page={page} title={page.title} foot={foot}>
      <Content page={page} signedIn={signedIn} />
    </DocsShell>
  )
}

/** How programs read the documentation. */
function ForPrograms() {
  return (
    <p className="note">
      <span>
        For programs: <a href="/llms.txt">/llms.txt</a> lists every guide and operation,{' '}
        <a href="/llms-full.txt">/llms-full.txt</a> has all of them in full. Add <code>.md</code> to
        the address of a page to get it as Markdown, or <code>/llms.txt</code> to list what is below
        it. The API is described by <a href="/openapi.json">/openapi.json</a> (OpenAPI 3.1).
      </span>
    </p>
  )
}

function Content({ page, signedIn }: Props) {
  const { content, path } = page
  switch (content.kind) {
    case 'operation':
      return <OperationPage operation={content.operation} path={path} signedIn={signedIn} />
    case 'guide':
      return <GuidePage guide={content.guide} />
    case 'start':
      return <StartPage page={page} />
    case 'reference':
      return (
        <ListPage page={page}>
          <Authentication />
        </ListPage>
      )
    case 'guides':
    case 'group':
      return <ListPage page={page} />
  }
}

function ListPage({ page: { path, summary }, children }: { page: DocsPage; children?: ReactNode }) {
  return (
    <div className="docs-text">
      <p>{summary}</p>
      {children}
      <PageList pages={childrenOf(path)} />
    </div>
  )
}

function StartPage({ page: { path, summary } }: { page: DocsPage }) {
  return (
    <div className="docs-text">
      <p>{summary}</p>
      <ForPrograms />
      {childrenOf(path).map((section) => (
        <section key={section.path} className="stack-tight">
          <h2>
            <a href={section.path}>{section.title}</a>
          </h2>
          <PageList pages={childrenOf(section.path)} />
        </section>
      ))}
    </div>
  )
}

/** A guide, and beside it what is in it. */
function GuidePage({ guide: { text, sections } }: { guide: Guide }) {
  return (
    <div className="docs-operation">
      <div className="docs-text docs-guide">
        <Text>{text}</Text>
      </div>
      <nav className="docs-aside docs-sections" aria-label="On this page">
        <h2>On this page</h2>
        <ul className="docs-pages small">
          {sections.map((section) => (
            <li key={section}>
              <a href={`#${slug(section)}`}>{section}</a>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  )
}
