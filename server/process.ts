import { inspect } from 'node:util'
import { say, sayWrong } from './say'

/** Says why in one sentence and ends the process. A fault of ours shows its stack. */
export function fail(error: unknown): never {
  const ours = error instanceof TypeError || error instanceof ReferenceError
  sayWrong(ours || !(error instanceof Error) ? inspect(error) : `✗ ${error.message}`)
  process.exit(1)
}

/**
 * Ends the process in order on SIGTERM, SIGINT or SIGHUP. The second Ctrl-C ends it at once; what
 * npm passes on beside the terminal's own signal comes within the same moment and does not count.
 */
export function endOnSignal(shutDown: (signal: NodeJS.Signals) => Promise<void>): void {
  let began = 0
  const end = async (signal: NodeJS.Signals) => {
    if (began > 0) {
      if (signal === 'SIGINT' && Date.now() - began > 500) process.exit(130)
      return
    }
    began = Date.now()
    say('Stopping')
    try {
      await shutDown(signal)
      process.exit(0)
    } catch (error) {
      fail(error)
    }
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => void end(signal))
  }
}

/**
 * Whoever reads the output may go before Foyer does, as `tee` on Ctrl-C. What is written then is lost:
 * without a listener Next would log each failure into the same closed pipe, without end.
 */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
}
