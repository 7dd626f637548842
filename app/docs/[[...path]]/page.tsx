import type { Metadata } from 'next'
import { DocsPageView } from '@/components/docs/docs-page'
import type { Outcome } from '@/components/docs/feedback'
import { DocsNotFound } from '@/components/docs/not-found'
import { SearchResults } from '@/components/docs/search-results'
import { permissionsOf } from '@/lib/roles'
import { findPage, type DocsPage as Page } from '@/lib/server/docs/pages'
import { findVotes } from '@/lib/server/docs/votes/votes'
import { findCurrentUser } from '@/lib/server/pages/current-user'
import { lastSettings } from '@/lib/server/settings/settings'

type Query = Record<string, string | string[] | undefined>

type Props = {
  params: Promise<{ path?: string[] }>
  searchParams: Promise<Query>
}

async function pathOf({ params }: Props): Promise<string> {
  const { path = [] } = await params
  return ['/docs', ...path].join('/')
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const page = findPage(await pathOf(props))
  const title = page?.title ?? 'Page not found'
  const description = page?.summary ?? ''
  return { title, description, openGraph: { type: 'website', title, description } }
}

/** What became of an answer to "Was this page helpful?", by where its form led to. */
function outcomeOf({ helpful, error }: Query): Outcome {
  if (helpful === 'yes' || helpful === 'no') return 'counted'
  if (error === undefined) return null
  return error === 'RateLimitError' ? 'limited' : 'failed'
}

/** What readers said of a page, for administrators only. */
async function votesFor(currentUser: { roleId: number } | null, page: Page) {
  const isAdmin = currentUser !== null && permissionsOf(currentUser.roleId).includes('ADMIN')
  return isAdmin ? await findVotes(page) : null
}

/** A page of the documentation. proxy.ts gives what is not there its status. */
export default async function DocsPage(props: Props) {
  const [path, query] = await Promise.all([pathOf(props), props.searchParams])
  if (typeof query.q === 'string') return <SearchResults query={query.q} />
  const page = findPage(path)
  if (!page) return <DocsNotFound path={path} />
  const [currentUser, { contact }] = await Promise.all([findCurrentUser(), lastSettings()])
  return (
    <DocsPageView
      page={page}
      signedIn={currentUser !== null}
      outcome={outcomeOf(query)}
      votes={await votesFor(currentUser, page)}
      contact={contact}
    />
  )
}
