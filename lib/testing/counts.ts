import { takeTally } from '@/lib/server/signup-tokens/counts/tally'

/** The headers of a browser in which a person opens a page. */
export const browserHeaders = {
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  'sec-fetch-dest': 'document',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-site': 'none',
}

/** All that was counted since the last time, as `kind: count`. */
export function counted(): Record<string, number> {
  return Object.fromEntries(takeTally().map(({ kind, count }) => [kind, count]))
}
