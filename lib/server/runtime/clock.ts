let read = () => new Date()

/** The only clock: every decision about time uses it, so that tests can move it. */
export function now(): Date {
  return read()
}

/** For tests: another clock, or the real one again with no argument. */
export function setClock(clock: () => Date = () => new Date()): void {
  read = clock
}

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
