import { z } from 'zod'
import { sealedSchema } from './seal'

// One gzip file of lines: the header, then ["table",{row}] for each row, then the end. The end line
// distinguishes a complete file from one that was cut off.

export const headerSchema = z.object({
  format: z.literal('foyer-export'),
  version: z.literal(1),
  /** The newest migration of the database it came from. */
  migration: z.string(),
  exportedAt: z.string(),
  /** APP_SECRET under a passphrase; a backup has it where one was given. */
  secret: z.optional(sealedSchema),
})
export type Header = z.output<typeof headerSchema>

export const endSchema = z.object({
  rows: z.int(),
  sequences: z.array(z.object({ name: z.string(), value: z.string(), used: z.boolean() })),
})
export type End = z.output<typeof endSchema>

/** A row stays the text that PostgreSQL wrote, because JavaScript would round its large numbers. */
export function rowLine(table: string, row: string): string {
  return `[${JSON.stringify(table)},${row}]\n`
}

/** Parses the line of a row; null for the end line. */
export function parseRow(line: string): { table: string; row: string } | null {
  const [, name, row] = /^\[("(?:[^"\\]|\\.)*"),(\{.*\})\]$/s.exec(line) ?? []
  return name && row ? { table: z.string().parse(JSON.parse(name)), row } : null
}
