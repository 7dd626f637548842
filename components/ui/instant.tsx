import { getFormatter } from 'next-intl/server'

/** A date as people say it, with the exact instant on hover and for machines. Shown in UTC. */
export async function Instant({ at }: { at: Date }) {
  const format = await getFormatter()
  const text = format.dateTime(at, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  })
  return (
    <time dateTime={at.toISOString()} title={at.toISOString()}>
      {text}
    </time>
  )
}
