import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { signUp, validateLink } from '@/lib/api/invites'
import { type ErrorName, errorTable } from '@/lib/errors'
import { hashesWaiting } from '@/lib/server/auth/hash-queue'
import { jobs, type Measures } from '@/lib/server/runtime/measures'
import type { Observer } from '../http/observe'
import { measureDatabase } from './database'

export type Metrics = {
  registry: Registry
  /** What the app tells. */
  measures: Measures
  /** What the front server tells of each request. */
  observer: Observer
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
const results: readonly string[] = ['ok', ...Object.keys(errorTable)]
/** Seconds, from a validate to a sign-up that waits behind a full queue. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/**
 * Everything that is measured. Label values come from closed lists: patterns of paths, names of errors,
 * states; never a token, an address or a name.
 */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  measureDatabase(registry)
  return { registry, measures: measuresOn(registry), observer: requestsOn(registry) }
}

function requestsOn(registry: Registry): Observer {
  const durations = new Histogram({
    name: 'foyer_http_request_duration_seconds',
    help: 'From the headers of a request to the end of its response.',
    labelNames: ['method', 'route', 'status'],
    buckets,
    registers: [registry],
  })
  return ({ method, pattern, status, seconds }) => {
    const known = methods.has(method) ? method : 'other'
    const kind = `${Math.floor(status / 100)}xx`
    durations.observe({ method: known, route: pattern, status: kind }, seconds)
  }
}

function measuresOn(registry: Registry): Measures {
  const registers = [registry]
  const counter = (name: string, help: string) => {
    const counted = new Counter({ name, help, labelNames: ['result'], registers })
    // A series that begins with its first event hides that event from `rate`.
    for (const result of results) counted.inc({ result }, 0)
    return counted
  }
  const counters: Record<string, Counter<'result'>> = {
    [signUp.id]: counter('foyer_signups_total', 'Sign-ups by result; `ok` is a place taken.'),
    [validateLink.id]: counter('foyer_validations_total', 'Look-ups of a link by result.'),
  }
  const waits = new Histogram({
    name: 'foyer_hash_wait_seconds',
    help: 'How long a password waited for a core.',
    buckets,
    registers,
  })
  new Gauge({
    name: 'foyer_hash_queue_length',
    help: 'Passwords that wait for a core; from 256 on sign-ups are a 503.',
    registers,
    collect() {
      this.set(hashesWaiting())
    },
  })
  const { jobDone } = jobsOn(registry)
  return {
    answered: (operation: string, result: 'ok' | ErrorName) => counters[operation]?.inc({ result }),
    hashWaited: (seconds) => waits.observe(seconds),
    jobDone,
  }
}

function jobsOn(registry: Registry): Pick<Measures, 'jobDone'> {
  // Not `job`, which Prometheus gives to every series itself.
  const labelNames = ['task'] as const
  const registers = [registry]
  const failed = new Counter({
    name: 'foyer_job_failures_total',
    help: 'How often a background job failed; it is tried again.',
    labelNames,
    registers,
  })
  const successes = new Gauge({
    name: 'foyer_job_last_success_timestamp_seconds',
    help: 'When a background job last succeeded in this process; 0: not yet.',
    labelNames,
    registers,
  })
  for (const job of jobs) {
    failed.inc({ task: job }, 0)
    successes.set({ task: job }, 0)
  }
  return {
    jobDone: (job, isOk) => {
      if (isOk) successes.setToCurrentTime({ task: job })
      else failed.inc({ task: job })
    },
  }
}
