'use client'

import { formatInstant, type InstantStyle } from '@/lib/instants'
import { useScripting } from './scripting'

type Props = { iso: string; locale?: string; style?: InstantStyle }

/**
 * An instant in the time zone of the browser once scripts run, and in UTC until then. The exact one is
 * there for machines and on hover.
 */
export function Instant({ iso, locale, style }: Props) {
  const zone = useScripting() ? undefined : 'UTC'
  return (
    // The server's words for a date need not be this browser's, to the last space.
    <time dateTime={iso} title={iso} suppressHydrationWarning>
      {formatInstant(new Date(iso), { locale, style, zone })}
    </time>
  )
}
