import { closeDb } from '@/lib/server/db/db'
import type { Check, Context, Finding } from './check'
import { checks } from './checks'
import { missingMigrations } from './checks/migrations'

/** What `npm run doctor` says. */
export type Report = { lines: string[]; mistakes: number }

/** Runs every check, and releases the database. A check that fails is a mistake of its own. */
export async function examine(context: Context, all: Check[] = checks): Promise<Report> {
  const { found } = context
  const report: Report = { lines: [], mistakes: 0 }
  try {
    const reason = await whySkipped(context)
    const skipped: string[] = []
    for (const check of all) {
      if (check.applies?.(context) === false) continue
      if (check.needs && reason(check.needs)) skipped.push(check.name)
      else add(report, check, await findingOf(check, context))
    }
    if (skipped.length > 0) {
      const why = 'database' in found ? 'migrations are missing' : 'no database'
      report.lines.push(`– Not checked (${why}): ${skipped.join('; ')}`)
    }
  } finally {
    await closeDb()
    if ('database' in found) await found.database.close()
  }
  return report
}

type Need = NonNullable<Check['needs']>

async function whySkipped(context: Context): Promise<(need: Need) => boolean> {
  if (!('database' in context.found)) return () => true
  const isBehind = await missingMigrations().then(
    (names) => names.length > 0,
    () => true,
  )
  return (need) => need === 'migrations' && isBehind
}

async function findingOf(check: Check, context: Context): Promise<Finding | null> {
  try {
    return await check.run(context)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return {
      kind: 'mistake',
      what: `The check “${check.name}” failed: ${withoutPasswords(reason)}`,
      mend: 'Mend what is named above and run it again; if it still fails, please report it.',
    }
  }
}

/** Messages of libraries may repeat an address. */
function withoutPasswords(message: string): string {
  return message.replace(/:\/\/[^@\s]*@/g, '://…@')
}

function add(report: Report, { name }: Check, finding: Finding | null): void {
  if (finding === null) {
    report.lines.push(`✓ ${name}`)
    return
  }
  const isMistake = finding.kind === 'mistake'
  if (isMistake) report.mistakes += 1
  report.lines.push(`${isMistake ? '✗' : '–'} ${finding.what}`, `  ${finding.mend}`)
}
