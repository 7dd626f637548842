import pg from 'pg'
import { vi } from 'vitest'
import { getEnv } from '@/lib/server/runtime/env'
import { sql } from './sql'
import { textOf } from './statements'

/** How PostgreSQL would run each SELECT that the work sends: their plans, one after the other. */
export async function plansOf(work: () => Promise<unknown>): Promise<string> {
  const query = vi.spyOn(pg.Client.prototype, 'query')
  let sent: { text: string; values: unknown[] }[]
  try {
    await work()
    sent = query.mock.calls.map(([first]) => ({ text: textOf(first), values: valuesOf(first) }))
  } finally {
    query.mockRestore()
  }
  const selects = sent.filter(({ text }) => /^\s*SELECT/i.test(text))
  const plans = await Promise.all(
    selects.map(({ text, values }) => sql(getEnv().databaseUrl ?? '', `EXPLAIN ${text}`, values)),
  )
  return plans.flatMap((rows) => rows.map((row) => String(row['QUERY PLAN']))).join('\n')
}

function valuesOf(sent: unknown): unknown[] {
  const hasValues = typeof sent === 'object' && sent !== null && 'values' in sent
  return hasValues && Array.isArray(sent.values) ? sent.values : []
}
