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

/** A step of a plan, as EXPLAIN reports it after the statement has run. */
type Step = {
  'Node Type': string
  'Relation Name'?: string
  'Actual Rows'?: number
  'Actual Loops'?: number
  'Rows Removed by Filter'?: number
  Plans?: Step[]
}

/** How many rows each table was read for from end to end. One that a LIMIT ended early counts as far as it came. */
function rowsRead(step: Step): [string, number][] {
  const { Plans = [], 'Relation Name': table = '', 'Actual Loops': loops = 1 } = step
  const inner = Plans.flatMap(rowsRead)
  if (step['Node Type'] !== 'Seq Scan') return inner
  const rows = (step['Actual Rows'] ?? 0) + (step['Rows Removed by Filter'] ?? 0)
  return [[table, rows * loops], ...inner]
}

const big = ['SignupToken', 'User', 'Event', 'SignupTokenUse']

/** The big tables of which the work reads more than a tenth row by row, by what EXPLAIN says of its statements. */
export async function tablesScanned(url: string, work: () => Promise<unknown>): Promise<string[]> {
  const read = new Map<string, number>()
  for (const { text, values } of await selectsOf(work)) {
    const rows = await sql(url, `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values)
    const plans = rows.flatMap((row) => row['QUERY PLAN'] as { Plan: Step }[])
    for (const [table, count] of plans.flatMap(({ Plan }) => rowsRead(Plan)))
      read.set(table, (read.get(table) ?? 0) + count)
  }
  const scanned: string[] = []
  for (const table of big) {
    const rows = read.get(table) ?? 0
    if (rows === 0) continue
    const [row] = await sql(url, `SELECT count(*)::int AS "all" FROM "${table}"`, [])
    if (rows > Number(row?.all) / 10) scanned.push(table)
  }
  return scanned
}
