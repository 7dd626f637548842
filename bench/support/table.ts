import { execFileSync } from 'node:child_process'
import { cpus, totalmem } from 'node:os'

export type Row = {
  what: string
  figure: string
  /** What the figure is held against, as `≥ 0.90`. */
  target?: string
  met?: boolean
}

/** A ratio with its target. */
export function atLeast(what: string, ratio: number, target: number): Row {
  return { what, figure: ratio.toFixed(2), target: `≥ ${target}`, met: ratio >= target }
}

export function atMost(what: string, value: number, target: number, unit = ''): Row {
  const digits = unit ? 0 : 2
  const figure = `${value.toFixed(digits)}${unit}`
  return { what, figure, target: `≤ ${target}${unit}`, met: value <= target }
}

export function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** The table of docs/performance.md, whose rows each name the command that makes them again. */
export function printTable(rows: (Row & { command: string })[]): void {
  const cells = rows.map(({ what, figure, target = '', met, command }) => [
    what,
    figure,
    met === undefined ? target : `${target}: ${met ? 'met' : 'missed'}`,
    `\`${command}\``,
  ])
  const head = ['what', 'figure', 'target', 'command']
  const widths = head.map((name, at) =>
    Math.max(name.length, ...cells.map((row) => row[at]?.length ?? 0)),
  )
  const lines = [head, widths.map((width) => '-'.repeat(width)), ...cells]
  for (const line of lines) {
    console.info(`| ${line.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`)
  }
}

/** The machine that figures are from, and the version of Foyer. */
export function machine(): string {
  const memory = (totalmem() / 2 ** 30).toFixed(0)
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
  const [{ model = '' } = {}] = cpus()
  return `${cpus().length} cores (${model}), ${memory} GB, Node ${process.version}, commit ${commit}`
}
