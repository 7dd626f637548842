import pg from 'pg'
import { sql } from '@/lib/testing/sql'

type Statement = { text: string; values: unknown[] }

function statementOf(sent: unknown): Statement {
  if (typeof sent !== 'object' || sent === null) return { text: String(sent), values: [] }
  const text = 'text' in sent ? String(sent.text) : ''
  return { text, values: 'values' in sent && Array.isArray(sent.values) ? sent.values : [] }
}

/** The statements that the work reads by. They are watched on their way, not replaced. */
async function selectsOf(work: () => Promise<unknown>): Promise<Statement[]> {
  const seen: Statement[] = []
  const original = pg.Client.prototype.query
  pg.Client.prototype.query = new Proxy(original, {
    apply(target, self, args) {
      seen.push(statementOf(args[0]))
      return Reflect.apply(target, self, args)
    },
  })
  try {
    await work()
  } finally {
    pg.Client.prototype.query = original
  }
  return seen.filter(({ text }) => /^\s*(SELECT|WITH)/i.test(text))
}

/** The big tables that the work reads from end to end, by what EXPLAIN says of its statements. */
export async function tablesScanned(url: string, work: () => Promise<unknown>): Promise<string[]> {
  const scanned = new Set<string>()
  for (const { text, values } of await selectsOf(work)) {
    const rows = await sql(url, `EXPLAIN ${text}`, values)
    const plan = rows.map((row) => String(row['QUERY PLAN'])).join('\n')
    for (const [, table = ''] of plan.matchAll(/Seq Scan on "(\w+)"/g)) scanned.add(table)
  }
  const big = ['SignupToken', 'User', 'Event', 'SignupTokenUse']
  return big.filter((table) => scanned.has(table))
}
