import type { Metadata } from 'next'
import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { CreateLink } from '@/components/admin/links/create-link'
import { LinksTable } from '@/components/admin/links/links-table'
import { SavedFilters } from '@/components/admin/links/saved-filters'
import { Shell } from '@/components/admin/shell/shell'
import { Empty } from '@/components/admin/ui/empty'
import { Choice, FilterBar } from '@/components/admin/ui/filter-bar'
import { Pager } from '@/components/admin/ui/pager'
import { Tabs } from '@/components/admin/ui/tabs'
import { roleKey, roles } from '@/lib/roles'
import { formatCount } from '@/lib/row-counts'
import { requireAdmin } from '@/lib/server/pages/current-user'
import { linksPage } from '@/lib/server/pages/links/links'
import { type LinkFilters, linkQuery, readLinkFilters } from '@/lib/signup-token-filters'
import { inviteStates } from '@/lib/signup-token-state'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('desk.links'))('title') }
}

const path = '/admin/links'

type Query = Record<string, string | string[] | undefined>
type Props = { searchParams: Promise<Query> }

function textOf(value: Query[string]): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** Every invite link: find, copy, change and create them. */
export default async function LinksPage({ searchParams }: Props) {
  const currentUser = await requireAdmin(path)
  const [query, t] = await Promise.all([searchParams, getTranslations('desk.links')])
  const filters = readLinkFilters(query)
  const at = { cursor: textOf(query.cursor), before: textOf(query.before) }
  const page = await linksPage(filters, at)
  const create = (
    <CreateLink
      facts={page.facts}
      className="button button-primary"
      opened={query.new !== undefined}
    >
      {t('create')}
    </CreateLink>
  )
  const frame = { section: path, title: t('title'), currentUser } as const
  if (!page.any) {
    return (
      <Shell {...frame}>
        <Empty title={t('none')} action={create}>
          {t('noneText')}
        </Empty>
      </Shell>
    )
  }
  return (
    <Shell {...frame} actions={create}>
      <div className="list-top">
        <StateTabs filters={filters} counts={page.counts} />
        <Find filters={filters} />
        <SavedFilters path={path} query={new URLSearchParams(linkQuery(filters)).toString()} />
      </div>
      {page.links.length > 0 ? (
        <LinksTable links={page.links} facts={page.facts} path={path} filters={filters} />
      ) : (
        <Empty
          title={t('noMatches')}
          action={
            <Link className="button" href={path} prefetch={false}>
              {t('showAll')}
            </Link>
          }
        >
          {page.problem}
        </Empty>
      )}
      <Foot page={page} filters={filters} at={at} />
    </Shell>
  )
}

type Counts = Awaited<ReturnType<typeof linksPage>>['counts']

/** All links and those of each state. A search has no numbers: a common word would take long to count. */
async function StateTabs({ filters, counts }: { filters: LinkFilters; counts: Counts }) {
  const [t, states, ui, locale] = await Promise.all([
    getTranslations('desk.links'),
    getTranslations('desk.states'),
    getTranslations('desk.ui'),
    getLocale(),
  ])
  const tab = (state: LinkFilters['state'], label: string, count: number) => ({
    href: `${path}?${new URLSearchParams(linkQuery({ ...filters, state }))}`,
    label,
    current: state === filters.state,
    ...(!filters.q && { count: formatCount(count, locale) }),
  })
  const all = inviteStates.reduce((sum, state) => sum + counts[state], 0)
  const tabs = inviteStates.map((state) => tab(state, states(state), counts[state]))
  return <Tabs label={t('states')} tabs={[tab('', ui('all'), all), ...tabs]} />
}

async function Find({ filters }: { filters: LinkFilters }) {
  const [t, roleName] = await Promise.all([getTranslations('desk.links'), getTranslations('roles')])
  const { q, state, role, sort } = filters
  const roleChoices = roles.map(({ id }) => [String(id), roleName(roleKey(id))] as const)
  const sorts = [
    ['newest', t('newest')],
    ['name', t('byName')],
    ['ending', t('byEnding')],
    ['ends', t('byEnds')],
    ['uses', t('byUses')],
  ] as const
  return (
    <FilterBar
      action={path}
      search={q}
      searchLabel={t('search')}
      keep={state ? { state } : {}}
      active={role ? 1 : 0}
    >
      <Choice
        name="role"
        label={t('role')}
        value={role ? String(role) : ''}
        choices={[['', t('anyRole')], ...roleChoices]}
      />
      <Choice name="sort" label={t('sort')} value={sort} choices={sorts} />
    </FilterBar>
  )
}

type FootProps = {
  page: Awaited<ReturnType<typeof linksPage>>
  filters: LinkFilters
  at: { cursor?: string | undefined; before?: string | undefined }
}

async function Foot({ page, filters, at }: FootProps) {
  const [ui, locale] = await Promise.all([getTranslations('desk.ui'), getLocale()])
  const query = linkQuery(filters)
  const { state } = filters
  const sum = inviteStates.reduce((total, one) => total + page.counts[one], 0)
  const total = page.found ?? (state ? page.counts[state] : sum)
  // Whatever followed the cursor is gone since.
  const isLost = page.links.length === 0 && (at.cursor ?? at.before) !== undefined
  return (
    <Pager
      action={path}
      query={query}
      next={page.nextCursor}
      previous={isLost ? '' : page.previousCursor}
      {...(total > 0 && {
        total: ui(total > 1000 ? 'shownMany' : 'shown', {
          count: total > 1000 ? formatCount(1000, locale) : total,
        }),
      })}
      {...(page.links.length > 0 && {
        download: `${path}.csv?${new URLSearchParams(query)}`,
      })}
    />
  )
}
