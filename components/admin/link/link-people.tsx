import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Empty } from '@/components/admin/ui/empty'
import { FilterBar } from '@/components/admin/ui/filter-bar'
import { Pager } from '@/components/admin/ui/pager'
import { MembersTable, type MemberView } from './members-table'

type Page = {
  items: MemberView[]
  nextCursor: number | null
  previousCursor: number | '' | null
  problem: string | null
}

type Props = { path: string; q?: string | undefined; page: Page; useCount: number; now: string }

/** Who joined through a link: found, paged through, saved. */
export async function LinkPeople({ path, q = '', page, useCount, now }: Props) {
  const [t, ui] = await Promise.all([getTranslations('desk.link'), getTranslations('desk.ui')])
  const { items, nextCursor, previousCursor, problem } = page
  const isWhole = nextCursor === null && previousCursor === null
  const count = q ? items.length : useCount
  if (useCount === 0) return <Empty title={t('nobody')}>{t('nobodyText')}</Empty>
  const all = (
    <Link className="button" href={path} prefetch={false}>
      {t('showAll')}
    </Link>
  )
  return (
    <>
      <FilterBar action={path} search={q} searchLabel={t('searchPeople')} />
      {items.length > 0 ? (
        <MembersTable members={items} now={now} />
      ) : (
        <Empty title={problem ?? t('noMatches')} action={all} />
      )}
      <Pager
        action={path}
        query={q ? { q } : {}}
        next={nextCursor}
        previous={previousCursor}
        download={`${path}/members.csv`}
        {...((!q || isWhole) && { total: ui('shown', { count }) })}
      />
    </>
  )
}
