import { formatInstant, relativeTime } from '@/lib/instants'

type Props = {
  iso: string
  /** When the page was rendered, so that browser and server say the same. */
  now: string
  locale: string
}

/** How far away an instant is; the exact one on hover. */
export function RelativeTime({ iso, now, locale }: Props) {
  const at = new Date(iso)
  return (
    // The browser may know another form of the words than the server.
    <time
      suppressHydrationWarning
      dateTime={iso}
      title={formatInstant(at, { locale, zone: 'UTC' })}
    >
      {relativeTime(at, new Date(now), locale)}
    </time>
  )
}
