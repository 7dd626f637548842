import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Route } from './routes'

/** What is known of a request once its response is over, or its client has gone. */
export type Observed = {
  id: string
  method: string
  /** The pattern of a known path; `unknown` for any other, and for what was refused before. */
  pattern: string
  status: number
  /** From the headers of the request to the end of the response. */
  seconds: number
  /** Whether the response was sent to its end. */
  isWhole: boolean
}

export type Observer = (observed: Observed) => void

/**
 * Tells the observers of a request when it is over.
 * @returns a function that says which path it is for, as soon as that is known
 */
export function observe(
  id: string,
  { method = '' }: IncomingMessage,
  response: ServerResponse,
  observers: Observer[],
): (route: Route | undefined) => void {
  if (observers.length === 0) return () => {}
  const start = performance.now()
  let pattern = 'unknown'
  response.once('close', () => {
    const { statusCode: status, writableFinished: isWhole } = response
    const seconds = (performance.now() - start) / 1000
    for (const tell of observers) tell({ id, method, pattern, status, seconds, isWhole })
  })
  return (route) => {
    pattern = route?.pattern ?? pattern
  }
}
