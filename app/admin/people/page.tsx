import type { Metadata } from 'next'
import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { PeopleFilters } from '@/components/admin/people/people-filters'
import { PeopleTable } from '@/components/admin/people/people-table'
import { Shell } from '@/components/admin/shell/shell'
import { Empty } from '@/components/admin/ui/empty'
import { Pager } from '@/components/admin/ui/pager'
import { formatNumber } from '@/lib/numbers'
import { roleKey, roles } from '@/lib/roles'
import { requireAdmin } from '@/lib/server/pages/current-user'
import { peoplePage } from '@/lib/server/pages/people'

type Query = Record<string, string | string[] | undefined>

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('desk.people')
  return { title: t('title') }
}

const path = '/admin/people'
const names = ['q', 'role', 'link', 'enabled', 'sort', 'cursor', 'before'] as const

/** What the address says, without what it leaves empty. */
function readQuery(query: Query): Record<string, string> {
  const given = names.map((name): [string, string] => [name, String(query[name] ?? '')])
  return Object.fromEntries(given.filter(([, value]) => value !== ''))
}

/** Everybody with an account: searched, filtered, page by page. */
export default async function PeoplePage({ searchParams }: { searchParams: Promise<Query> }) {
  const currentUser = await requireAdmin(path)
  const query = readQuery(await searchParams)
  const [t, locale, role, found] = await Promise.all([
    getTranslations('desk.people'),
    getLocale(),
    getTranslations('roles'),
    peoplePage(new URLSearchParams(query)),
  ])
  const { people, nextCursor, previousCursor, total, link, problem, now } = found
  const { cursor: _, before: __, ...filter } = query
  return (
    <Shell section={path} title={t('title')} currentUser={currentUser}>
      <div className="stack">
        <PeopleFilters
          action={path}
          query={filter}
          roles={roles.map(({ id }) => [String(id), role(roleKey(id))] as const)}
        />
        {link && <OnlyLink name={link.name} filter={filter} />}
        {problem && (
          <p className="note note-warn" role="alert">
            {problem}
          </p>
        )}
        {people.length > 0 && (
          <PeopleTable
            people={people.map((person) => ({ ...person, role: role(roleKey(person.roleId)) }))}
            query={filter}
            ownId={currentUser.id}
            now={now}
          />
        )}
        {people.length === 0 && !problem && <Nobody isFiltered={Object.keys(query).length > 0} />}
        <Pager
          action={path}
          query={query}
          next={nextCursor}
          previous={previousCursor}
          {...(people.length > 0 && {
            download: `${path}/export?${new URLSearchParams(filter)}`,
          })}
          {...(total.count > 0 && {
            total: total.more
              ? t('totalMany', { count: formatNumber(total.count, locale) })
              : t('total', { count: total.count }),
          })}
        />
      </div>
    </Shell>
  )
}

type OnlyLinkProps = { name: string; filter: Record<string, string> }

/** Which link's people these are, and the way to everybody. */
async function OnlyLink({ name, filter: { link: _, ...others } }: OnlyLinkProps) {
  const t = await getTranslations('desk.people')
  return (
    <p className="row">
      <span>{t.rich('onlyLink', { link: name, b: (text) => <strong>{text}</strong> })}</span>
      <Link href={`${path}?${new URLSearchParams(others)}`} prefetch={false}>
        {t('everybody')}
      </Link>
    </p>
  )
}

async function Nobody({ isFiltered }: { isFiltered: boolean }) {
  const t = await getTranslations('desk.people')
  const [href, label] = isFiltered
    ? ([path, t('everybody')] as const)
    : (['/admin/links', t('openLinks')] as const)
  const action = (
    <Link className="button" href={href} prefetch={false}>
      {label}
    </Link>
  )
  return (
    <Empty title={isFiltered ? t('noMatch') : t('empty')} action={action}>
      {isFiltered ? t('noMatchHint') : t('emptyHint')}
    </Empty>
  )
}
