import { cpu } from './cpu'
import { docsPage } from './docs-page'
import { growth } from './growth'
import { invitePage } from './invite-page'
import { latency } from './latency'
import { memory } from './memory'
import { signups } from './signups'
import { start } from './start'
import { machine, printTable, type Row } from './support/table'

// npm run bench: every figure of docs/performance.md as one table; the exit code says whether all targets
// are met. npm run bench:signups and the like: one part of it; bench:lists takes a part of a name.

const [wanted, only = ''] = process.argv.slice(2)

const parts: Record<string, () => Promise<Row[]>> = {
  signups,
  latency,
  cpu,
  lists: () => growth(only),
  'invite-page': invitePage,
  'docs-page': docsPage,
  start,
  memory,
}
const names = wanted === undefined ? Object.keys(parts) : [wanted]
const rows = []
for (const name of names) {
  const part = parts[name]
  if (!part) throw new Error(`There is no part ${name}: ${Object.keys(parts).join(', ')}.`)
  console.error(`… ${name}`)
  const command = `npm run bench:${name}`
  const measured = (await part()).map((row) => ({ ...row, command }))
  // A later part that fails must not take with it what was measured in minutes.
  for (const { what, figure } of measured) console.error(`  ${what}: ${figure}`)
  rows.push(...measured)
}
console.info(machine())
printTable(rows)
if (rows.some(({ met }) => met === false)) process.exitCode = 1
