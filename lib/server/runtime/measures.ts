import type { ErrorName } from '@/lib/errors'

/** What is done in the background. */
export const jobs = ['clean-up', 'link-counts'] as const

/** Where the app tells what it does, while metrics are on (server/metrics, docs/decisions/0067). */
export type Measures = {
  /** An operation of the API, or a form that stands for it, was answered. */
  answered(operation: string, result: 'ok' | ErrorName): void
  /** @param seconds that a password waited for a core */
  hashWaited(seconds: number): void
  jobDone(job: (typeof jobs)[number], isOk: boolean): void
}

// As in db.ts: Next may load this module more than once in a process.
const shared = globalThis as typeof globalThis & { foyerMeasures?: Measures | undefined }

/** Who measures, or undefined while metrics are off: then nothing is measured. */
export function measures(): Measures | undefined {
  return shared.foyerMeasures
}

/** Turns metrics on; undefined turns them off. */
export function setMeasures(given: Measures | undefined): void {
  shared.foyerMeasures = given
}
