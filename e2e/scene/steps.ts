import { DAY, now } from '@/lib/server/runtime/clock'

/** What happens at a time, in days from now. */
export type Step = { at: number; act: () => Promise<unknown> }

/** An instant that many days from the one at which something happens. */
export function daysAhead(days: number): Date {
  return new Date(now().getTime() + days * DAY)
}
