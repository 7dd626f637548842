import { randomInt } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { startApp } from '../support/app'
import { fuzz } from './fuzz'

// npm run fuzz [-- minutes]: everything with everything wrong, then that long at random (30 minutes).
// FUZZ_SEED draws the same again. Ends with 1 where anything was found; says how long the event loop
// stood still, the garbage collector and whatever else the machine did included.

const minutes = Number(process.argv[2] ?? 30)
const seed = Number(process.env.FUZZ_SEED ?? randomInt(2 ** 31))
const folder = await mkdtemp(join(tmpdir(), 'foyer-fuzz-'))
const WATCH_LOOP = join(folder, 'event-loop')
const watcher = pathToFileURL(join(import.meta.dirname, 'watch-loop.mjs'))
const app = await startApp({ NODE_OPTIONS: `--import ${watcher}`, WATCH_LOOP })
process.env.E2E_URL = app.url
try {
  // Most pages and routes once, so that what is only loaded at its first use is there.
  await fuzz(app, { seed, every: 10, milliseconds: 0 })
  process.kill(app.pid, 'SIGUSR2')
  const milliseconds = minutes * 60_000
  const { covered, complaints } = await fuzz(app, { seed, every: 1, milliseconds })
  console.info(covered)
  for (const complaint of complaints) console.error(complaint)
  console.info(`${complaints.length} complaints`)
  process.exitCode = complaints.length > 0 ? 1 : 0
} finally {
  await app.stop()
  // The app itself ends last, after whatever processes it started.
  const seen = (await readFile(WATCH_LOOP, 'utf8').catch(() => 'nobody knows how long'))
    .trim()
    .split('\n')
    .at(-1)
  console.info(`The event loop stood still ${seen}`)
  await rm(folder, { recursive: true, force: true })
}
