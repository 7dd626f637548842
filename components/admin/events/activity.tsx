'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useScripting } from '@/components/ui/scripting'
import { daysOf, type EventLine, linesOf } from '@/lib/event-lines'
import type { ActivityEvent } from '@/lib/event-sentence'
import { formatInstant } from '@/lib/instants'
import { EventDetails } from './event-details'
import { EventIcon } from './event-icon'
import { EventChange, EventSentence, type Here } from './event-sentence'

type Props = {
  /** Newest first; `linkActivity` and `personActivity` of lib/server/pages/events/activity.ts give them. */
  events: readonly ActivityEvent[]
  /** When the page was rendered, so that browser and server say the same. */
  now: string
  /** The page that this stands on: what it is about is no link here. */
  here?: Here
  /** The level of the headings of days: one below that of the section around. */
  heading?: 'h2' | 'h3'
}

/** What happened, newest first: by day, one sentence a line, with the raw data of each folded. */
export function Activity({ events, now, here = {}, heading: Heading = 'h3' }: Props) {
  const days = useDays(now)
  return (
    <div className="activity">
      {daysOf(linesOf(events), days.of).map(({ day, lines }) => (
        <section key={day}>
          <Heading suppressHydrationWarning>{days.name(day)}</Heading>
          <ol>
            {lines.map((line) => (
              <Line key={line.id} line={line} here={here} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}

/** Days in the time zone of the browser once scripts run, and in UTC until then. */
function useDays(now: string) {
  const t = useTranslations('desk.events')
  const locale = useLocale()
  const zone = useScripting() ? undefined : 'UTC'
  const of = (at: string) => formatInstant(new Date(at), { locale, style: 'weekday', zone })
  const today = of(now)
  const yesterday = of(new Date(Date.parse(now) - 24 * 3_600_000).toISOString())
  const name = (day: string) => {
    if (day === today) return t('today')
    return day === yesterday ? t('yesterday') : day
  }
  return { of, name }
}

function Line({ line, here }: { line: EventLine; here: Here }) {
  const locale = useLocale()
  const zone = useScripting() ? undefined : 'UTC'
  const time = formatInstant(new Date(line.at), { locale, style: 'time', zone })
  const [newest] = line.events
  return (
    <li className="activity-line">
      <EventIcon type={newest.type} />
      <div className="activity-text">
        <p>
          <EventSentence event={newest} sentence={line.sentence} here={here} />
        </p>
        {line.changes.length > 0 && (
          <ul>
            {Object.entries(line.changes).map(([at, change]) => (
              <li key={at}>
                <EventChange change={change} />
              </li>
            ))}
          </ul>
        )}
      </div>
      <EventDetails events={line.events} time={time} />
    </li>
  )
}
