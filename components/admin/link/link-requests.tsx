import { getTranslations } from 'next-intl/server'
import { RequestTable } from '@/components/admin/requests/request-table'
import type { RequestView } from '@/components/admin/requests/request-view'
import { Empty } from '@/components/admin/ui/empty'
import { Pager } from '@/components/admin/ui/pager'
import { DeleteRequests } from './delete-requests'

type Page = {
  items: RequestView[]
  nextCursor: number | null
  previousCursor: number | '' | null
  total: number
}

type Props = { path: string; link: { url: string }; page: Page; instance: string; now: string }

/** Who asked for a new invite at a link. */
export async function LinkRequests({ path, link, page, instance, now }: Props) {
  const t = await getTranslations('desk.link')
  const { items, nextCursor, previousCursor, total } = page
  return (
    <>
      <RequestTable
        requests={items}
        now={now}
        instance={instance}
        empty={<Empty title={t('noRequests')}>{t('noRequestsText')}</Empty>}
      />
      <Pager
        action={path}
        query={{ tab: 'requests' }}
        next={nextCursor}
        previous={previousCursor}
      />
      {items.length > 0 && <DeleteRequests link={link} count={total} />}
    </>
  )
}
