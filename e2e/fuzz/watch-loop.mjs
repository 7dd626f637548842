import { createServer } from 'node:net'
import { createHistogram } from 'node:perf_hooks'

// Loaded into an app by NODE_OPTIONS=--import. Answers at the socket WATCH_LOOP, a line for a line: the CPU
// time of the process so far (`cpu`), under which name delays of the event loop are counted from now on
// (`count <name>`; none without a name), and what is counted under each (`delays`).

const INTERVAL = 5
/** @type {Map<string, import('node:perf_hooks').RecordableHistogram>} */
const histograms = new Map()
/** @type {import('node:perf_hooks').RecordableHistogram | undefined} */
let current
let last = process.hrtime.bigint()

// Not `monitorEventLoopDelay`: enabled again, it counts the time for which it was disabled as a delay.
function tick() {
  const now = process.hrtime.bigint()
  current?.record(now - last)
  last = now
}

/** @param {string | undefined} name */
function count(name) {
  current = name ? (histograms.get(name) ?? createHistogram()) : undefined
  if (name && current) histograms.set(name, current)
  last = process.hrtime.bigint()
  return {}
}

/**
 * A timer that is on time fires after the interval: what it takes longer is the delay.
 * @param {number} nanoseconds
 */
function milliseconds(nanoseconds) {
  return Math.max(0, nanoseconds / 1e6 - INTERVAL)
}

function delays() {
  const entries = [...histograms].map(([name, histogram]) => {
    const [usual, most] = [histogram.percentile(99.9), histogram.max].map(milliseconds)
    return [name, { samples: histogram.count, usual, most }]
  })
  return Object.fromEntries(entries)
}

/** @type {Record<string, (name?: string) => unknown>} */
const responses = { cpu: () => process.cpuUsage(), count, delays }

if (process.env.WATCH_LOOP) {
  setInterval(tick, INTERVAL).unref()
  const server = createServer((socket) => {
    socket.on('data', (line) => {
      const [command = '', name] = String(line).trim().split(' ')
      socket.write(`${JSON.stringify(responses[command]?.(name))}\n`)
    })
    socket.on('error', () => {})
    socket.unref()
  })
  // A process that the app starts has the same settings, and finds the socket taken.
  server.on('error', () => {})
  server.listen(process.env.WATCH_LOOP).unref()
}
