'use client'

import { useScripting } from './scripting'

type Props = { iso: string; locale: string; style?: Intl.DateTimeFormatOptions }

const spoken: Intl.DateTimeFormatOptions = {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
}

/**
 * A date as people say it, in their own time zone once scripts run and in UTC until then; the exact
 * instant for machines and on hover.
 */
export function Instant({ iso, locale, style = spoken }: Props) {
  const zone = useScripting() ? {} : { timeZone: 'UTC' }
  const text = new Intl.DateTimeFormat(locale, { ...style, ...zone }).format(new Date(iso))
  return (
    <time dateTime={iso} title={iso}>
      {text}
    </time>
  )
}
