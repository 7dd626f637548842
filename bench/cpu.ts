import { startApp } from '../e2e/support/app'
import { startEmptyApp } from './support/empty-app'
import { createLink } from './support/links'
import { fire } from './support/load'
import { cpuSeconds } from './support/process'
import { atLeast, median, type Row } from './support/table'

// What Foyer costs beside Next: requests a second of CPU of the app's process, of which an empty route
// and an empty page of the same Next take the least.

const ROUNDS = 3
const SECONDS = 8

type Target = { pid: number; url: string }

let round = 0

/** Each time as somebody else, who stays within the limit of a minute. */
async function perCpuSecond({ pid, url }: Target): Promise<number> {
  round += 1
  const before = await cpuSeconds(pid)
  const address = `198.51.100.${round}`
  const { count, others } = await fire({ url, clients: 8, seconds: SECONDS, address })
  if (others > 0) throw new Error(`${others} answers of ${url} were not 200.`)
  return count / ((await cpuSeconds(pid)) - before)
}

/** In turns, so that whatever else the machine does meets both. */
async function compare(what: string, ours: Target, empty: Target) {
  await perCpuSecond(ours)
  await perCpuSecond(empty)
  const rounds = []
  while (rounds.length < ROUNDS) {
    rounds.push({ ours: await perCpuSecond(ours), empty: await perCpuSecond(empty) })
  }
  const [most, base] = [rounds.map((round) => round.ours), rounds.map((round) => round.empty)]
  const figure = `${median(most).toFixed(0)} against ${median(base).toFixed(0)} a CPU-second`
  return { ratio: median(most) / median(base), row: { what, figure } }
}

export async function cpu(): Promise<Row[]> {
  const empty = await startEmptyApp()
  // The limit counts, and is never met.
  const app = await startApp({ VALIDATE_LIMIT_PER_MINUTE: '100000', TRUST_PROXY_HOPS: '1' })
  try {
    const link = await createLink(app.url)
    const validate = await compare(
      'validate, with its limit, against an empty route',
      { pid: app.pid, url: `${link}/validate` },
      { pid: empty.pid, url: `${empty.url}/route/x` },
    )
    const emptyPage = { pid: empty.pid, url: `${empty.url}/page/x` }
    const page = await compare(
      'form page against an empty page',
      { pid: app.pid, url: link },
      emptyPage,
    )
    // A query is never answered from what was rendered for others.
    const rendered = await compare(
      'form page, rendered for each request, against an empty page',
      { pid: app.pid, url: `${link}?utm_source=bench` },
      emptyPage,
    )
    return [
      atLeast('validate / empty Next route, per CPU-second of the app', validate.ratio, 0.85),
      validate.row,
      atLeast('form page / empty Next page, per CPU-second of the app', page.ratio, 0.25),
      page.row,
      {
        what: 'form page, rendered for each request / empty Next page',
        figure: rendered.ratio.toFixed(2),
      },
      rendered.row,
    ]
  } finally {
    await app.stop()
    await empty.stop()
  }
}
