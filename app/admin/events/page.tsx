import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Activity } from '@/components/admin/events/activity'
import { EventFilters } from '@/components/admin/events/event-filters'
import { Shell } from '@/components/admin/shell/shell'
import { Empty } from '@/components/admin/ui/empty'
import { Live } from '@/components/admin/ui/live'
import { Pager } from '@/components/admin/ui/pager'
import { readNumber } from '@/lib/api/parameters'
import { requireAdmin } from '@/lib/server/pages/current-user'
import { activityPage } from '@/lib/server/pages/events/activity'
import { eventQuery, MOST, readEventSearch } from '@/lib/server/pages/events/event-search'
import { now } from '@/lib/server/runtime/clock'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('desk.events')
  return { title: t('title') }
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

const none = { events: [], nextCursor: null }

/** Who did what, and when. */
export default async function EventsPage({ searchParams }: Props) {
  const currentUser = await requireAdmin('/admin/events')
  const given = Object.entries(await searchParams).map(([name, value]) => [name, String(value)])
  const query = new URLSearchParams(given)
  const [t, { search, filters, problems, linkName }] = await Promise.all([
    getTranslations('desk.events'),
    readEventSearch(query),
  ])
  const cursor = readNumber(query.get('cursor') ?? '') ?? undefined
  const isWrong = problems.length > 0
  const page = isWrong ? none : await activityPage({ ...filters, limit: 50, cursor })
  const same = eventQuery(search)
  return (
    <Shell
      section="/admin/events"
      title={linkName === null ? t('title') : t('titleOf', { link: linkName })}
      currentUser={currentUser}
      actions={!isWrong && <Download query={same} />}
    >
      <Live />
      <EventFilters search={search} linkName={linkName} />
      {problems.map(({ key, typed }) => (
        <p key={key} className="note note-bad" role="alert">
          {t(`problems.${key}`, { typed, max: MOST })}
        </p>
      ))}
      {page.events.length > 0 && (
        <Activity events={page.events} now={now().toISOString()} heading="h2" />
      )}
      {!isWrong && page.events.length === 0 && (
        <Nothing isFiltered={Object.keys(same).length > 0} />
      )}
      <Pager action="/admin/events" query={same} next={page.nextCursor} />
    </Shell>
  )
}

async function Download({ query }: { query: Record<string, string> }) {
  const t = await getTranslations('desk.events')
  const href = `/admin/events/download?${new URLSearchParams({ ...query, format: 'csv' })}`
  return (
    <a className="button" href={href} download>
      {t('download')}
    </a>
  )
}

async function Nothing({ isFiltered }: { isFiltered: boolean }) {
  const t = await getTranslations('desk.events')
  if (!isFiltered) return <Empty title={t('none')}>{t('noneText')}</Empty>
  return (
    <Empty
      title={t('noMatches')}
      action={
        <Link className="button" href="/admin/events" prefetch={false}>
          {t('showAll')}
        </Link>
      }
    />
  )
}
