const units = [
  ['year', 365 * 24 * 3600],
  ['month', 30 * 24 * 3600],
  ['week', 7 * 24 * 3600],
  ['day', 24 * 3600],
  ['hour', 3600],
  ['minute', 60],
] as const

/** How far an instant is, as people say it: "in 2 days", "3 hours ago", "in less than a minute". */
export function relativeTime(at: Date, now: Date): string {
  const seconds = (at.getTime() - now.getTime()) / 1000
  const far = Math.abs(seconds)
  // Days and longer begin at two, so that 36 hours are not "in 1 day".
  const unit = units.find(([, size]) => far >= size * (size >= 24 * 3600 ? 2 : 1))
  if (!unit) return seconds >= 0 ? 'in less than a minute' : 'just now'
  const [name, size] = unit
  const count = Math.trunc(seconds / size)
  return new Intl.RelativeTimeFormat('en', { numeric: 'always' }).format(count, name)
}
