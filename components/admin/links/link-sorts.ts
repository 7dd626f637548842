import type { Column } from '@/components/admin/ui/data-table'
import { type LinkFilters, linkQuery } from '@/lib/signup-token-filters'

type Sort = LinkFilters['sort']
type Head = NonNullable<Column<unknown>['sort']>

/** The orders that a head leads through, one after the other; after the last the newest come first again. */
const steps = {
  name: ['name'],
  ends: ['ending', 'ends'],
  places: ['uses'],
} as const satisfies Record<string, readonly Sort[]>

const directions: Record<Sort, Head['direction']> = {
  newest: null,
  name: 'ascending',
  ending: 'ascending',
  ends: 'descending',
  uses: 'descending',
}

/** Where the head of a column leads, and how the rows are sorted by it now. */
export function sortOf(column: keyof typeof steps, path: string, filters: LinkFilters): Head {
  const orders: readonly Sort[] = steps[column]
  const at = orders.indexOf(filters.sort)
  const sort = orders[at + 1] ?? 'newest'
  const query = new URLSearchParams(linkQuery({ ...filters, sort }))
  return {
    href: query.size === 0 ? path : `${path}?${query}`,
    direction: at === -1 ? null : directions[filters.sort],
  }
}
