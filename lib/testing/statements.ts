import pg from 'pg'
import { vi } from 'vitest'

/** The SQL that the work sends, in order. It is watched on its way, not replaced. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const query = vi.spyOn(pg.Client.prototype, 'query')
  try {
    await work()
    return query.mock.calls.map(([sent]) => textOf(sent))
  } finally {
    query.mockRestore()
  }
}

export function textOf(sent: unknown): string {
  if (typeof sent === 'object' && sent !== null && 'text' in sent) return String(sent.text)
  return String(sent)
}
