export type Cell = string | number | boolean | null

const mustBeQuoted = /["\r\n,;]/
// What a spreadsheet takes for the start of a formula (OWASP, CSV injection): the signs, their full-width
// and small forms, which programs for East Asian text read alike, also behind what is dropped or not seen;
// and any control character, such as a tab or a line feed.
const startsFormula =
  /^(?:\p{Cc}|[\s\p{Default_Ignorable_Code_Point}"']*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\uFE66\uFE62\uFE63\uFE6B])/u

/** One cell (RFC 4180). A text that a spreadsheet would run as a formula gets a `'` before it. */
export function csvCell(value: Cell): string {
  if (typeof value !== 'string') return value === null ? '' : String(value)
  const text = startsFormula.test(value) ? `'${value}` : value
  return mustBeQuoted.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** One line with its end. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

/**
 * A file to download, written while it is read, so that a million lines need no memory.
 * @param rows batches of lines; the next one is asked for when the last one is on its way
 */
export function csvFile(
  name: string,
  head: readonly string[],
  rows: AsyncIterable<readonly Cell[][]>,
): Response {
  const encoder = new TextEncoder()
  const batches = rows[Symbol.asyncIterator]()
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      // With the mark spreadsheets read UTF-8 for what it is.
      controller.enqueue(encoder.encode(`\uFEFF${csvLine(head)}`))
    },
    async pull(controller) {
      const { done, value } = await batches.next()
      if (done) return controller.close()
      controller.enqueue(encoder.encode(value.map(csvLine).join('')))
    },
    async cancel() {
      await batches.return?.()
    },
  })
  const headers = {
    'content-type': 'text/csv; charset=utf-8; header=present',
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'no-store',
  }
  return new Response(body, { headers })
}
