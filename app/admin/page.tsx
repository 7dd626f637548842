import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { CreateLink } from '@/components/admin/links/create-link'
import { Attention } from '@/components/admin/overview/attention'
import { FirstStepsPanel } from '@/components/admin/overview/first-steps'
import { Joined } from '@/components/admin/overview/joined'
import { Recent } from '@/components/admin/overview/recent'
import { Shell } from '@/components/admin/shell/shell'
import { readRequestCookie, requireAdmin } from '@/lib/server/pages/current-user'
import { firstSteps, stepsCookie } from '@/lib/server/pages/first-steps'
import { overviewPage } from '@/lib/server/pages/overview'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('desk.overview')
  return { title: t('title') }
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** What happened lately, and what needs somebody. */
export default async function OverviewPage({ searchParams }: Props) {
  const currentUser = await requireAdmin('/admin')
  const [t, query, overview, steps] = await Promise.all([
    getTranslations('desk.overview'),
    searchParams,
    overviewPage(),
    firstSteps(),
  ])
  const hidden = query.steps === 'hidden' || (await readRequestCookie(stepsCookie)) === 'hidden'
  const isReady = Object.values(steps).every(Boolean)
  const isNew = !steps.link && !hidden
  const create = (
    <CreateLink
      facts={overview.facts}
      className="button button-primary"
      opened={query.new !== undefined}
    >
      {t('createLink')}
    </CreateLink>
  )
  const { joined, links, moreLinks, people, facts, now } = overview
  return (
    <Shell section="/admin" title={t('title')} currentUser={currentUser} actions={!isNew && create}>
      {!hidden && !isReady && (
        <FirstStepsPanel steps={steps} origin={facts.origin} create={isNew && create} />
      )}
      {!isNew && (
        <div className="overview">
          <Attention
            links={links}
            facts={facts}
            more={moreLinks}
            requests={currentUser.openRequests}
            now={now}
          />
          <Joined {...joined} />
          <Recent people={people} now={now} />
        </div>
      )}
    </Shell>
  )
}
