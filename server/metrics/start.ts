import type { Env } from '@/lib/server/runtime/env'
import { setMeasures } from '@/lib/server/runtime/measures'
import type { Observer } from '../http/observe'
import type { Handler } from '../http/server'
import { createMetrics } from './metrics'
import { serveMetrics, withMetrics } from './serve'

export type Started = {
  observer: Observer
  /** Adds `/metrics` on the app's own port, where there is a token. */
  wrap: (next: Handler) => Handler
  stop: () => Promise<void>
}

/**
 * Begins to measure, and listens on METRICS_PORT where that is set. This module and prom-client are
 * loaded only then (docs/decisions/0067).
 * @throws Node's error if the port cannot be bound
 */
export async function startMetrics({ metricsPort, metricsToken, host }: Env): Promise<Started> {
  const { registry, measures, observer } = createMetrics()
  setMeasures(measures)
  const server =
    metricsPort === undefined
      ? null
      : await serveMetrics(registry, { port: metricsPort, host, token: metricsToken })
  return {
    observer,
    wrap: (next) => (metricsToken === undefined ? next : withMetrics(registry, metricsToken, next)),
    stop: async () => {
      setMeasures(undefined)
      await server?.close()
    },
  }
}
