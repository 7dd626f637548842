import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { daysSince } from '@/components/admin/link/days-since'
import { Funnel } from '@/components/admin/link/funnel'
import { Joins } from '@/components/admin/link/joins'
import { LinkActivity } from '@/components/admin/link/link-activity'
import { LinkFacts } from '@/components/admin/link/link-facts'
import { LinkPeople } from '@/components/admin/link/link-people'
import { LinkRequests } from '@/components/admin/link/link-requests'
import { LinkActionBar } from '@/components/admin/links/link-action-bar'
import { LinkState } from '@/components/admin/links/link-state'
import type { LinkView } from '@/components/admin/links/link-values'
import { requestView } from '@/components/admin/requests/request-view'
import { Shell } from '@/components/admin/shell/shell'
import { Live } from '@/components/admin/ui/live'
import { Tabs } from '@/components/admin/ui/tabs'
import { formatNumber } from '@/lib/numbers'
import { roleDescription } from '@/lib/schemas/settings'
import { requireAdmin } from '@/lib/server/pages/current-user'
import { linkActivity } from '@/lib/server/pages/events/activity'
import {
  type LinkTab,
  linkFacts,
  linkMembers,
  linkRequests,
  readLinkTab,
  whoStopped,
} from '@/lib/server/pages/links/link-page'
import { findLinkById, linkView } from '@/lib/server/pages/links/link-view'
import { type PageQuery, textsOf } from '@/lib/server/pages/query'

// Not the link's name: a title stays in the history of the browser, and administrators chose the name for themselves.
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('desk.link')
  return { title: t('title') }
}

type Props = { params: Promise<{ id: string }>; searchParams: Promise<PageQuery> }

/** One link: what it is, how it does, who joined through it, its requests and what happened. */
export default async function LinkPage({ params, searchParams }: Props) {
  const { id } = await params
  const path = `/admin/links/${id}`
  const currentUser = await requireAdmin(path)
  const row = await findLinkById(id)
  if (!row) notFound()
  const link = linkView(row)
  const query = textsOf(await searchParams, ['tab', 'q', 'cursor', 'before'])
  const tab = readLinkTab(query.tab)
  const [t, page, stopped] = await Promise.all([
    getTranslations('desk.link'),
    linkFacts(id),
    whoStopped(link),
  ])
  const { facts, counts, openRequests, settings } = page
  const days = daysSince(page.days, link.createdAt)
  return (
    <Shell
      section="/admin/links"
      title={link.name}
      mark={<LinkState state={link.state} />}
      up={{ href: '/admin/links', name: t('up') }}
      currentUser={currentUser}
      actions={<LinkActionBar link={link} facts={facts} />}
    >
      <Live link={id} />
      <LinkFacts
        link={link}
        stopped={stopped}
        now={facts.now}
        roleText={roleDescription(settings, link.roleId)}
      />
      <section
        className={`panel performance ${tab === 'numbers' ? '' : 'performance-folded'}`}
        aria-label={t('performance')}
      >
        <div className="section">
          <h2 className="panel-title">{t('funnel')}</h2>
          <Funnel counts={counts} />
        </div>
        <div className="section">
          <h2 className="panel-title">{t('perDay', { days: days.length })}</h2>
          <Joins days={days} />
        </div>
      </section>
      <LinkTabs path={path} tab={tab} people={link.useCount} requests={openRequests} />
      <Listed tab={tab} link={link} path={path} query={query} facts={facts} />
    </Shell>
  )
}

type TabsProps = { path: string; tab: LinkTab; people: number; requests: number }

async function LinkTabs({ path, tab, people, requests }: TabsProps) {
  const [t, locale] = await Promise.all([getTranslations('desk.link'), getLocale()])
  const names: { name: LinkTab; count?: string; narrow?: boolean }[] = [
    { name: 'people', count: formatNumber(people, locale) },
    { name: 'numbers', narrow: true },
    { name: 'requests', count: formatNumber(requests, locale) },
    { name: 'activity' },
  ]
  const tabs = names.map(({ name, ...rest }) => ({
    href: name === 'people' ? path : `${path}?tab=${name}`,
    label: t(name),
    current: name === tab,
    ...rest,
  }))
  return <Tabs label={t('tabs')} tabs={tabs} />
}

type ListedProps = {
  tab: LinkTab
  link: LinkView
  path: string
  query: { q?: string; cursor?: string; before?: string }
  facts: { now: string; instance: string }
}

/** What is behind the current tab. */
async function Listed({ tab, link, path, query, facts: { now, instance } }: ListedProps) {
  const { id, useCount } = link
  if (tab === 'activity') return <LinkActivity id={id} events={await linkActivity(id)} now={now} />
  if (tab === 'requests') {
    const page = await linkRequests(id, query)
    const items = page.items.map(requestView)
    return <LinkRequests path={path} link={link} page={{ ...page, items }} {...{ instance, now }} />
  }
  const page = await linkMembers(id, query)
  return (
    <div className={`stack ${tab === 'numbers' ? 'listed-wide' : ''}`}>
      <LinkPeople path={path} q={query.q} page={page} useCount={useCount} now={now} />
    </div>
  )
}
