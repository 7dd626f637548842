import { appendFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'

// Loaded into an app by NODE_OPTIONS=--import. Writes down, as the app ends, how long its event loop stood
// still at most, in milliseconds, since the last SIGUSR2: a start is not what is to be known.

const RESOLUTION = 5
const delays = monitorEventLoopDelay({ resolution: RESOLUTION })
delays.enable()
process.on('SIGUSR2', () => delays.reset())
process.on('exit', () => {
  const [most, usual] = [delays.max, delays.percentile(99.9)].map((ns) => ns / 1e6 - RESOLUTION)
  const text = `at most ${most.toFixed(0)} ms, 999 of 1000 times ${usual.toFixed(0)} ms or less`
  appendFileSync(process.env.WATCH_LOOP ?? '', `${text}\n`)
})
