import { useLocale, useTranslations } from 'next-intl'
import type { ActivityEvent } from '@/lib/event-sentence'
import { formatInstant } from '@/lib/instants'

type Props = { events: readonly ActivityEvent[]; time: string }

/** When a line happened; it opens what was written down about it. */
export function EventDetails({ events, time }: Props) {
  const t = useTranslations('desk.events')
  return (
    <details className="activity-details">
      <summary>
        <span className="visually-hidden">{t('details')}, </span>
        <span suppressHydrationWarning>{time}</span>
      </summary>
      <div className="activity-raw">
        {events.map((event) => (
          <Raw key={event.id} event={event} />
        ))}
      </div>
    </details>
  )
}

function Raw({ event }: { event: ActivityEvent }) {
  const t = useTranslations('desk.events')
  const locale = useLocale()
  const { id, type, createdAt, actor, person, link, address, userAgent, data } = event
  const at = formatInstant(new Date(createdAt), { locale, zone: 'UTC' })
  const ids = [person && `${t('person')} ${person.id}`, link && `${t('link')} ${link.id}`]
  const facts: [string, string | null][] = [
    [t('event'), `${type}, ${id}`],
    [t('at'), at],
    [t('by'), actor.name ?? t('deletedPerson')],
    [t('about'), ids.filter(Boolean).join(', ')],
    [t('address'), address],
    [t('browser'), userAgent],
    [t('data'), JSON.stringify(data) === '{}' ? null : JSON.stringify(data)],
  ]
  const known = facts.filter(([, value]) => value)
  return (
    <dl>
      {known.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd dir="auto" suppressHydrationWarning>
            {value}
          </dd>
        </div>
      ))}
    </dl>
  )
}
