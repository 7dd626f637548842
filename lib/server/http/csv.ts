import { download } from './download'

export type Cell = string | number | boolean | null

const mustBeQuoted = /["\r\n,;]/
// What a spreadsheet treats as the start of a formula (OWASP, CSV injection): the signs, their full-width
// and small forms, which programs for East Asian text treat alike, also after ignored or invisible
// characters; and any control character, such as a tab or a line feed.
const startsFormula =
  /^(?:\p{Cc}|[\s\p{Default_Ignorable_Code_Point}"']*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\uFE66\uFE62\uFE63\uFE6B])/u

/** One cell (RFC 4180). A text that a spreadsheet would run as a formula is prefixed with `'`. */
export function csvCell(value: Cell): string {
  if (typeof value !== 'string') return value === null ? '' : String(value)
  const text = startsFormula.test(value) ? `'${value}` : value
  return mustBeQuoted.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** One line with its line break. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

/** The heading of each column, and what stands in it. */
export type Columns<T> = Record<string, (item: T) => Cell>

/** The text of a CSV file, batch by batch. */
export async function* csvText<T>(columns: Columns<T>, batches: AsyncIterable<T[]>) {
  yield csvLine(Object.keys(columns))
  for await (const batch of batches)
    yield batch.map((item) => csvLine(cellsOf(columns, item))).join('')
}

function cellsOf<T>(columns: Columns<T>, item: T): Cell[] {
  return Object.values(columns).map((read) => read(item))
}

/** A list of any length as a CSV download; with the mark before it spreadsheets read UTF-8 for what it is. */
export function csvResponse<T>(
  name: string,
  columns: Columns<T>,
  batches: AsyncIterable<T[]>,
): Response {
  async function* text() {
    yield '\uFEFF'
    yield* csvText(columns, batches)
  }
  return download(name, 'text/csv; charset=utf-8; header=present', text())
}
