/** The limit that a field for places means: null where it is empty, NaN where it is no whole number. */
export function limitOf(places: string): number | null {
  const text = places.trim()
  if (text === '') return null
  return /^\d+$/.test(text) ? Number(text) : Number.NaN
}

/** A limit as such a field shows it. */
export function placesOf(limit: number | null): string {
  return limit === null ? '' : String(limit)
}
