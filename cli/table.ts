/** A column of a table: its head, and what stands in it of a row. */
export type Columns<Row> = Record<string, (row: Row) => string | number | null>

const wide =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\uff01-\uff60]/u
const characters = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** How many cells of a terminal a text takes. */
function widthOf(text: string): number {
  return [...characters.segment(text)].reduce(
    (sum, { segment }) => sum + (wide.test(segment) ? 2 : 1),
    0,
  )
}

/** What people wrote may not move the cursor or change colours. */
function plain(value: string | number | null): string {
  return String(value ?? '').replace(/\p{Cc}/gu, ' ')
}

function align(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, at) =>
    Math.max(...rows.map((row) => widthOf(row[at] ?? ''))),
  )
  const pad = (text: string, at: number) => text + ' '.repeat((widths[at] ?? 0) - widthOf(text))
  return rows.map((row) => row.map(pad).join('  ').trimEnd()).join('\n')
}

/** Rows under their heads. Columns in which nothing stands are left out. */
export function table<Row>(rows: Row[], columns: Columns<Row>): string {
  const filled = Object.entries(columns)
    .map(([head, read]) => [head.toUpperCase(), ...rows.map((row) => plain(read(row)))])
    .filter(([, ...cells]) => cells.some((cell) => cell !== ''))
  const heads = filled[0] ?? []
  return align(heads.map((_, at) => filled.map((column) => column[at] ?? '')))
}

/** The facts of one thing, one a line. Empty ones are left out. */
export function facts(entries: Record<string, string | number | null>): string {
  const lines = Object.entries(entries).map(([name, value]) => [name, plain(value)])
  return align(lines.filter(([, value]) => value !== ''))
}
