const exact: Intl.DateTimeFormatOptions = { dateStyle: 'full', timeStyle: 'long' }

/** An instant in full: in the zone of whoever looks, or in another. */
export function exactTime(iso: string, zone?: string): string {
  const options = zone ? { ...exact, timeZone: zone } : exact
  return new Intl.DateTimeFormat('en-GB', options).format(new Date(iso))
}

/** In the zone of whoever looks and in UTC; once where that is the same. */
export function bothTimes(iso: string): string[] {
  return [...new Set([exactTime(iso), exactTime(iso, 'UTC')])]
}
