import { once } from 'node:events'
import autocannon from 'autocannon'
import { signupBody } from './links'

type Aim = {
  url: string
  clients: number
  seconds: number
  /** Requests a second, of all clients together; as many as go where it is left out. */
  rate?: number
  /** The status of a good answer. */
  expected?: number
  /** Whose requests they are, for an app behind a proxy. */
  address?: string
  /** Whether each request is a POST of somebody new. */
  signsUp?: boolean
}

export type Outcome = {
  /** Good answers. */
  count: number
  perSecond: number
  /** How many answers had another status, or never came. */
  others: number
  /** Milliseconds. */
  p50: number
  p99: number
}

function percentile(sorted: number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

const asMember = {
  method: 'POST' as const,
  headers: { 'content-type': 'application/json' },
  setupRequest: (request: autocannon.Request) => ({ ...request, body: signupBody() }),
}

/** Load on one address for some seconds. */
export async function fire(aim: Aim): Promise<Outcome> {
  const { url, clients, seconds, rate, address, expected = 200, signsUp = false } = aim
  const times: number[] = []
  let others = 0
  const start = performance.now()
  const options = {
    url,
    connections: clients,
    duration: seconds,
    timeout: 60,
    ...(rate && { overallRate: rate }),
    ...(address && { headers: { 'x-forwarded-for': address } }),
    ...(signsUp && { requests: [asMember] }),
  }
  const instance = autocannon(options, () => {})
  instance.on('response', (_client, status, _bytes, milliseconds) => {
    if (status === expected) times.push(milliseconds)
    else others += 1
  })
  instance.on('reqError', () => {
    others += 1
  })
  await once(instance, 'done')
  const elapsed = (performance.now() - start) / 1000
  const sorted = times.toSorted((a, b) => a - b)
  return {
    count: times.length,
    perSecond: times.length / elapsed,
    others,
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
  }
}
