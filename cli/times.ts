import { instantSchema, toInstant } from '@/lib/schemas/fields'
import { UsageError } from './errors'

const minute = 60_000
const units: Partial<Record<string, number>> = {
  m: minute,
  h: 60 * minute,
  d: 1440 * minute,
  w: 10_080 * minute,
}

export const timeHelp = 'an instant such as 2027-01-31T18:00:00Z, or a span such as 7d or 48h'

/**
 * An instant from a time on the command line: RFC 3339, or a span of minutes, hours, days or weeks.
 * @param direction whether a span lies ahead, as for the end of a link, or behind, as for events
 */
export function readTime(text: string, now: Date, direction: 'ahead' | 'ago' = 'ahead'): string {
  const [, amount = '', unit = ''] = /^(\d{1,6})([mhdw])$/.exec(text) ?? []
  const length = units[unit]
  if (length === undefined) {
    if (instantSchema.safeParse(text).success) return toInstant(text).toISOString()
    throw new UsageError(`“${text}” is no time. Write ${timeHelp}.`)
  }
  const span = Number(amount) * length
  return new Date(now.getTime() + (direction === 'ahead' ? span : -span)).toISOString()
}

/** An instant for people: to the minute, in UTC. */
export function showTime(instant: string | null): string {
  return instant === null ? '' : `${instant.slice(0, 16).replace('T', ' ')} UTC`
}
