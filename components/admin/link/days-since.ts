type Day = { day: string; count: number }

/** The days that are worth showing of a link: since it was created, but at least a week. */
export function daysSince(days: Day[], createdAt: string): Day[] {
  const since = days.findIndex(({ day }) => day >= createdAt.slice(0, 10))
  return days.slice(Math.max(0, Math.min(since, days.length - 7)))
}
