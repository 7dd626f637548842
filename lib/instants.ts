/** Every date and time that people read is written here, so that an instant reads the same everywhere. */

const minute: Intl.DateTimeFormatOptions = { hour: 'numeric', minute: '2-digit' }

const styles = {
  /** "Friday 31 January at 18:00 UTC" */
  full: { weekday: 'long', day: 'numeric', month: 'long', ...minute, timeZoneName: 'short' },
  /** "31 Jan 2030, 18:00", for tables; with the zone where it is not the browser's */
  short: { day: 'numeric', month: 'short', year: 'numeric', ...minute },
  /** "31 Jan 2030" */
  day: { day: 'numeric', month: 'short', year: 'numeric' },
  /** "31 Jan", for the axis of a chart */
  axis: { day: 'numeric', month: 'short' },
  /** "Friday 31 January", for what is grouped by day */
  weekday: { weekday: 'long', day: 'numeric', month: 'long' },
  /** "18:00", under such a day */
  time: minute,
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

export type InstantStyle = keyof typeof styles

/** English dates have the day first and 24 hours. Browsers do not agree on the digits of Arabic. */
function dateLanguage(locale: string): string {
  return `${locale === 'en' ? 'en-GB' : locale}-u-nu-latn`
}

type Options = {
  locale?: string | undefined
  style?: InstantStyle | undefined
  zone?: string | undefined
}

/**
 * An instant in words; the styles with a weekday have the year only where it is not the current one.
 * @param options `zone` is the time zone, by default that of the browser or process
 */
export function formatInstant(at: Date, { locale = 'en', style = 'full', zone }: Options = {}) {
  const isThisYear = at.getUTCFullYear() === new Date().getUTCFullYear()
  const format = new Intl.DateTimeFormat(dateLanguage(locale), {
    ...styles[style],
    ...('weekday' in styles[style] && !isThisYear && { year: 'numeric' }),
    ...(zone && { timeZone: zone }),
    ...(zone && style === 'short' && { timeZoneName: 'short' }),
  })
  return format.format(at)
}

const DAY = 24 * 3600

const units = [
  ['year', 365 * DAY, 2 * 365 * DAY],
  ['month', 30 * DAY, 60 * DAY],
  // Up to 14 days are days; what is to come is hours up to 47 of them.
  ['week', 7 * DAY, 15 * DAY],
  ['day', DAY, 2 * DAY],
  ['hour', 3600, 3600],
] as const

/** How far away an instant is: "in 2 days", "3 hours ago"; less than a minute counts as one. */
export function relativeTime(at: Date, now: Date, locale = 'en'): string {
  const seconds = (at.getTime() - now.getTime()) / 1000
  const distance = Math.abs(seconds)
  const isYesterday = seconds <= -DAY && distance < 2 * DAY
  const [name, size] = isYesterday
    ? (['day', DAY] as const)
    : (units.find(([, , from]) => distance >= from) ?? (['minute', 60] as const))
  const count = Math.max(1, Math.trunc(distance / size)) * (seconds < 0 ? -1 : 1)
  return new Intl.RelativeTimeFormat(`${locale}-u-nu-latn`, { numeric: 'always' }).format(
    count,
    name,
  )
}
