import type { Page } from '@/lib/server/db/paging'
import { type Cell, csvFile } from './csv'

type Table<T, C> = {
  /** The download's name, without its ending. */
  name: string
  /** The heading of each column, and what stands in it. */
  columns: Record<string, (item: T) => Cell>
  page: (cursor: C | undefined) => Promise<Page<T, C>>
}

/** A list of any length as a CSV download, read page by page as fast as it is taken. */
export function csvResponse<T, C>({ name, columns, page }: Table<T, C>): Response {
  async function* rows() {
    let cursor: C | undefined
    do {
      const { items, nextCursor } = await page(cursor)
      yield items.map((item) => Object.values(columns).map((read) => read(item)))
      cursor = nextCursor ?? undefined
    } while (cursor !== undefined)
  }
  return csvFile(`${name}.csv`, Object.keys(columns), rows())
}
