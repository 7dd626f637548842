import { type CsvCell, toCsv } from '@/lib/server/csv'
import type { Page } from '@/lib/server/paging'

type Table<T, C> = {
  /** The download's name, without its ending. */
  name: string
  /** The heading of each column, and what stands in it. */
  columns: Record<string, (item: T) => CsvCell>
  page: (cursor: C | undefined) => Promise<Page<T, C>>
}

/** A list of any length as a CSV download, read page by page as fast as it is taken. */
export function csvResponse<T, C>({ name, columns, page }: Table<T, C>): Response {
  const header = Object.keys(columns)
  const titles = toCsv(header, [])
  let cursor: C | undefined
  let sent = false
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { items, nextCursor } = await page(cursor)
      const rows = items.map((item) => Object.values(columns).map((read) => read(item)))
      const text = toCsv(header, rows)
      controller.enqueue(new TextEncoder().encode(sent ? text.slice(titles.length) : text))
      sent = true
      cursor = nextCursor ?? undefined
      if (nextCursor === null) controller.close()
    },
  })
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}.csv"`,
      'cache-control': 'no-store',
    },
  })
}
