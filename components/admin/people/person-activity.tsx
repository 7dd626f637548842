import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Activity } from '@/components/admin/events/activity'
import { Section } from '@/components/admin/ui/section'
import type { ActivityEvent } from '@/lib/event-sentence'

type Props = { person: { id: number; events: ActivityEvent[]; now: string } }

/** What a person did, and what was done to them, newest first. */
export async function PersonActivity({ person: { id, events, now } }: Props) {
  const t = await getTranslations('desk.person')
  const all = (
    <Link className="small" href={`/admin/events?person=${id}`} prefetch={false}>
      {t('allActivity')}
    </Link>
  )
  return (
    <Section title={t('activity')} actions={events.length > 0 && all}>
      {events.length === 0 ? (
        <p className="soft">{t('noActivity')}</p>
      ) : (
        <Activity events={events} now={now} here={{ person: id }} heading="h3" />
      )}
    </Section>
  )
}
