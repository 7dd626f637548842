import { inspect } from 'node:util'
import { say, sayWrong } from './say'

/** Prints the reason in one sentence and exits with code 1. An internal error shows its stack. */
export function fail(error: unknown): never {
  const ours = error instanceof TypeError || error instanceof ReferenceError
  sayWrong(ours || !(error instanceof Error) ? inspect(error) : `✗ ${error.message}`)
  process.exit(1)
}

/**
 * Shuts the process down gracefully on SIGTERM, SIGINT or SIGHUP. A second Ctrl-C ends it at once; the
 * copy that npm forwards right after the terminal's own signal does not count.
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
 * The reader of the output may end before Foyer, like `tee` on Ctrl-C. Later output is dropped: without
 * this listener Next would log each write error into the same closed pipe, in an endless loop.
 */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
}
