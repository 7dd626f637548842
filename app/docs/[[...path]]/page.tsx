import type { Metadata } from 'next'
import { DocsPageView } from '@/components/docs/docs-page'
import { DocsNotFound } from '@/components/docs/not-found'
import { SearchResults } from '@/components/docs/search-results'
import { findPage } from '@/lib/server/docs/pages'
import { findCurrentUser } from '@/lib/server/pages/current-user'
import { lastSettings } from '@/lib/server/settings/settings'

type Props = {
  params: Promise<{ path?: string[] }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
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

/** A page of the documentation. proxy.ts gives what is not there its status. */
export default async function DocsPage(props: Props) {
  const [path, { q }] = await Promise.all([pathOf(props), props.searchParams])
  if (typeof q === 'string') return <SearchResults query={q} />
  const page = findPage(path)
  if (!page) return <DocsNotFound path={path} />
  const [currentUser, { contact }] = await Promise.all([findCurrentUser(), lastSettings()])
  return <DocsPageView page={page} signedIn={currentUser !== null} contact={contact} />
}
