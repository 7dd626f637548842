'use client'

import { useScripting } from './scripting'

type Props = { iso: string; locale: string; style?: Intl.DateTimeFormatOptions }

const spoken: Intl.DateTimeFormatOptions = {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  hour: 'numeric',
  minute: '2-digit',
  timeZoneName: 'short',
}

/**
 * A date as people say it, in their own time zone once scripts run and in UTC until then; the year
 * only where it is not this one. The exact instant for machines and on hover.
 */
export function Instant({ iso, locale, style = spoken }: Props) {
  const zone = useScripting() ? {} : { timeZone: 'UTC' }
  const at = new Date(iso)
  const isThisYear = at.getUTCFullYear() === new Date().getUTCFullYear()
  const year = style === spoken && !isThisYear ? { year: 'numeric' as const } : {}
  // The digits of every other number on the page: browsers do not agree on those of Arabic.
  const language = `${locale}-u-nu-latn`
  const text = new Intl.DateTimeFormat(language, { ...style, ...year, ...zone }).format(at)
  return (
    // The server's words for a date need not be this browser's, to the last space.
    <time dateTime={iso} title={iso} suppressHydrationWarning>
      {text}
    </time>
  )
}
