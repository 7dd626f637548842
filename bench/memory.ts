import { setTimeout as pause } from 'node:timers/promises'
import { startApp } from '../e2e/support/app'
import { startEmptyApp } from './support/empty-app'
import { createLink } from './support/links'
import { fire } from './support/load'
import { residentMegabytes } from './support/process'
import { atMost, type Row } from './support/table'

// Memory after ten minutes of the same load on Foyer and on an empty app, side by side: people who look,
// ask whether the link is open, and sign up.

const MINUTES = 10
/** Two samples a minute. */
const EACH = 30_000

type Addresses = { page: string; route: string; signup: string; created: number }

async function load({ page, route, signup, created }: Addresses) {
  const seconds = MINUTES * 60
  const outcomes = await Promise.all([
    fire({ url: page, clients: 4, rate: 20, seconds }),
    fire({ url: route, clients: 4, rate: 50, seconds }),
    fire({ url: signup, clients: 4, rate: 5, seconds, signsUp: true, expected: created }),
  ])
  return outcomes.map(({ count }) => count)
}

async function watch(pid: number): Promise<number[]> {
  const seen: number[] = []
  for (let sample = 0; sample < MINUTES * 2; sample += 1) {
    await pause(EACH)
    seen.push(await residentMegabytes(pid))
  }
  return seen
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

/** The second half of the last five minutes against the first half of them. */
function growth(samples: number[]): number {
  const last = samples.slice(-10)
  return mean(last.slice(5)) / mean(last.slice(0, 5))
}

const shown = (samples: number[]) => samples.map((value) => value.toFixed(0)).join(' ')

export async function memory(): Promise<Row[]> {
  const empty = await startEmptyApp()
  const app = await startApp({ BCRYPT_COST: '10' })
  try {
    const link = await createLink(app.url)
    const route = `${empty.url}/route/x`
    const ours = { page: link, route: `${link}/validate`, signup: `${link}/signup`, created: 201 }
    const theirs = { page: `${empty.url}/page/x`, route, signup: route, created: 200 }
    const [foyer, next, counts] = await Promise.all([
      watch(app.pid),
      watch(empty.pid),
      load(ours),
      load(theirs),
    ])
    const node = `Node ${process.versions.node.split('.')[0]}`
    const [most, base] = [foyer.at(-1) ?? Number.NaN, next.at(-1) ?? Number.NaN]
    return [
      atMost(`growth of memory in the last five minutes, ${node}`, growth(foyer), 1.02),
      atMost(`memory / an empty Next app's, ${node}`, most / base, 1.15),
      atMost(`memory after ten minutes, ${node}`, most, 350, ' MB'),
      { what: `MB each minute (${counts.join(', ')} answers)`, figure: shown(foyer) },
      { what: 'MB of the empty app', figure: shown(next) },
    ]
  } finally {
    await app.stop()
    await empty.stop()
  }
}
