import { formatNumber } from './numbers'

/** Up to how many rows pages count exactly; one more stands for more. */
export const EXACT = 1000

/** A number of rows as text: exact up to 1,000, then "1,000+". */
export function formatCount(count: number, locale: string): string {
  const text = formatNumber(Math.min(count, EXACT), locale)
  return count > EXACT ? `${text}+` : text
}
