import { randomInt } from 'node:crypto'
import { costComplaints, measureCosts } from './costs'
import { fuzz } from './fuzz'
import { type Delays, startWatched } from './watched'

// npm run fuzz [-- minutes]: everything with everything wrong, then that long at random (30 minutes), a
// third of it harmless requests to compare with, then what each body costs. FUZZ_SEED draws the same
// again. Ends with 1 where anything was found, where nonsense holds the event loop up for longer than
// harmless requests do, or where a body costs too much.

/** How much longer nonsense may hold the event loop up than harmless requests do, 999 of 1,000 times. */
const MOST_DELAY = 1.5

const minutes = Number(process.argv[2] ?? 30)
const seed = Number(process.env.FUZZ_SEED ?? randomInt(2 ** 31))
const app = await startWatched()
process.env.E2E_URL = app.url
try {
  // Most pages and routes once, so that what is only loaded at its first use is there.
  await fuzz(app, { seed, every: 10, milliseconds: 0 })
  const milliseconds = minutes * 60_000
  const { covered, complaints } = await fuzz(app, {
    seed,
    every: 1,
    milliseconds,
    onPhase: app.count,
  })
  console.info(covered)
  complaints.push(...delayComplaints(await app.delays()))
  complaints.push(...costComplaints(await measureCosts(app, 10)))
  for (const complaint of complaints) console.error(complaint)
  console.info(`${complaints.length} complaints`)
  process.exitCode = complaints.length > 0 ? 1 : 0
} finally {
  await app.stop()
}

/** Says how long the event loop was held up; the garbage collector and the machine are in both figures. */
function delayComplaints({ harmless, nonsense }: Record<string, Delays>): string[] {
  if (!harmless || !nonsense) return ['No delay of the event loop was measured.']
  const said = ({ samples, usual, most }: Delays) =>
    `${usual.toFixed(1)} ms in 999 of 1,000 of ${samples} samples, at most ${most.toFixed(0)} ms`
  const ratio = nonsense.usual / harmless.usual
  const times = `${ratio.toFixed(2)} times, of ${MOST_DELAY} allowed`
  console.info(`Event-loop delay beside harmless requests: ${said(harmless)}`)
  console.info(`Event-loop delay beside nonsense: ${said(nonsense)}: ${times}`)
  return ratio > MOST_DELAY ? [`Nonsense holds the event loop up for ${times}.`] : []
}
