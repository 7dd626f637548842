import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Activity } from '@/components/admin/events/activity'
import type { ActivityEvent } from '@/lib/event-sentence'

type Props = { id: string; events: ActivityEvent[]; now: string }

/** The latest that happened to a link. */
export async function LinkActivity({ id, events, now }: Props) {
  const t = await getTranslations('desk.link')
  return (
    <>
      <Activity events={events} now={now} here={{ link: id }} heading="h2" />
      <p>
        <Link href={`/admin/events?link=${id}`} prefetch={false}>
          {t('allEvents')}
        </Link>
      </p>
    </>
  )
}
