import { randomInt } from 'node:crypto'
import { startApp } from '../support/app'
import { fuzz } from './fuzz'

// npm run fuzz [-- minutes]: everything with everything wrong, then that long at random (30 minutes).
// FUZZ_SEED draws the same again. Ends with 1 where anything was found.

const minutes = Number(process.argv[2] ?? 30)
const seed = Number(process.env.FUZZ_SEED ?? randomInt(2 ** 31))
const app = await startApp()
process.env.E2E_URL = app.url
try {
  const { covered, complaints } = await fuzz(app, {
    seed,
    every: 1,
    milliseconds: minutes * 60_000,
  })
  console.info(covered)
  for (const complaint of complaints) console.error(complaint)
  console.info(`${complaints.length} complaints`)
  process.exitCode = complaints.length > 0 ? 1 : 0
} finally {
  await app.stop()
}
