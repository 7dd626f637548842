import type { Metadata } from 'next'
import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { RequestTable } from '@/components/admin/requests/request-table'
import { requestView } from '@/components/admin/requests/request-view'
import { Shell } from '@/components/admin/shell/shell'
import { Empty } from '@/components/admin/ui/empty'
import { FilterBar } from '@/components/admin/ui/filter-bar'
import { Live } from '@/components/admin/ui/live'
import { Pager } from '@/components/admin/ui/pager'
import { Tabs } from '@/components/admin/ui/tabs'
import { formatCount } from '@/lib/row-counts'
import { type RequestState, requestStates } from '@/lib/schemas/invite-request'
import { requireAdmin } from '@/lib/server/pages/current-user'
import { requestsPage } from '@/lib/server/pages/links/requests'
import { textsOf } from '@/lib/server/pages/query'

const path = '/admin/requests'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('desk.requests')
  return { title: t('title') }
}

/** Everyone who asked for a new invite at any link: answered with a fresh one, or dismissed. */
export default async function RequestsPage({ searchParams }: Props) {
  const currentUser = await requireAdmin(path)
  const query = textsOf(await searchParams, ['state', 'q', 'cursor', 'before'])
  const [t, ui, page] = await Promise.all([
    getTranslations('desk.requests'),
    getTranslations('desk.ui'),
    requestsPage(new URLSearchParams(query)),
  ])
  const { state, items, now, instance } = page
  const { q = '' } = query
  const isWhole = page.nextCursor === null && page.previousCursor === null
  const tab = state === 'open' ? {} : { state }
  return (
    <Shell section={path} title={t('title')} currentUser={currentUser}>
      <Live />
      <RequestTabs state={state} counts={page.counts} />
      {state === 'open' && items.length > 0 && <p className="note-line">{t('freshHint')}</p>}
      {(items.length > 0 || q) && (
        <FilterBar action={path} search={q} searchLabel={t('search')} keep={tab} />
      )}
      <RequestTable
        // What is selected, or answered here, belongs to what is listed.
        key={[state, q, query.cursor, query.before].join(' ')}
        requests={items.map(requestView)}
        now={now}
        instance={instance}
        empty={<Nothing state={state} q={q} problem={page.problem} />}
        withLink
        selectable={state === 'open'}
      />
      <Pager
        action={path}
        query={{ ...tab, ...(q && { q }) }}
        next={page.nextCursor}
        previous={page.previousCursor}
        {...(isWhole && { total: ui('shown', { count: items.length }) })}
      />
    </Shell>
  )
}

type TabsProps = { state: RequestState; counts: Record<RequestState, number> }

async function RequestTabs({ state, counts }: TabsProps) {
  const [t, locale] = await Promise.all([getTranslations('desk.requests'), getLocale()])
  const tabs = requestStates.map((name) => ({
    href: name === 'open' ? path : `${path}?state=${name}`,
    label: t(name),
    current: name === state,
    count: formatCount(counts[name], locale),
  }))
  return <Tabs label={t('states')} tabs={tabs} />
}

const nothing = {
  open: ['noOpen', 'noOpenText'],
  answered: ['noAnswered', 'noAnsweredText'],
  dismissed: ['noDismissed', 'noDismissedText'],
} as const

type NothingProps = { state: RequestState; q: string; problem: string | null }

async function Nothing({ state, q, problem }: NothingProps) {
  const t = await getTranslations('desk.requests')
  const [title, text] = nothing[state]
  if (!q) return <Empty title={t(title)}>{t(text)}</Empty>
  const all = (
    <Link
      className="button"
      href={state === 'open' ? path : `${path}?state=${state}`}
      prefetch={false}
    >
      {t('showAll')}
    </Link>
  )
  return <Empty title={problem ?? t('noMatches')} action={all} />
}
