import pg from 'pg'
import { vi } from 'vitest'
import { getEnv } from '@/lib/server/runtime/env'

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

/** How PostgreSQL goes about each SELECT that the work sends, with the very values it sends. */
export async function plansOf(work: () => Promise<unknown>): Promise<string[]> {
  const query = vi.spyOn(pg.Client.prototype, 'query')
  let sent: unknown[] = []
  try {
    await work()
    sent = query.mock.calls.map(([statement]) => statement)
  } finally {
    query.mockRestore()
  }
  const client = new pg.Client({ connectionString: getEnv().databaseUrl })
  await client.connect()
  const plans: string[] = []
  for (const statement of sent) {
    if (!/^\s*(SELECT|WITH)/.test(textOf(statement))) continue
    const text = `EXPLAIN ${textOf(statement)}`
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(text, valuesOf(statement))
    plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'))
  }
  await client.end()
  return plans
}

function valuesOf(sent: unknown): unknown[] {
  if (typeof sent !== 'object' || sent === null || !('values' in sent)) return []
  return Array.isArray(sent.values) ? sent.values : []
}
