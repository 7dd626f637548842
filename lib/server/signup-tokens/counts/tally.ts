import type { CountKind } from '@/lib/link-counts'
import { now } from '@/lib/server/runtime/clock'

/** How many counts, each of one link, day and kind, wait in memory; one more is left out. */
export const TALLY_MAX = 10_000

type Tally = Map<string, number>

/** A count of one link, day (of UTC) and kind. */
export type LinkCount = { signupTokenId: string; day: string; kind: string; count: number }

// Next may load this module more than once in a process; all copies count into the same tally.
const shared = globalThis as typeof globalThis & { foyerTally?: Tally | undefined }

/** Counts one for a link, in memory only: reading a page writes nothing (docs/decisions/0054). */
export function countFor(signupTokenId: string, kind: CountKind): void {
  const day = now().toISOString().slice(0, 10)
  addTo(`${signupTokenId} ${day} ${kind}`, 1)
}

/** All that was counted since the last time, which is forgotten here. */
export function takeTally(): LinkCount[] {
  const counts = listTally()
  shared.foyerTally = undefined
  return counts
}

/** Counts again what was taken and could not be written. */
export function putBack(counts: LinkCount[]): void {
  for (const { signupTokenId, day, kind, count } of counts) {
    addTo(`${signupTokenId} ${day} ${kind}`, count)
  }
}

/** What this process has counted of a link and not written yet. */
export function waitingFor(signupTokenId: string): LinkCount[] {
  return listTally().filter((waiting) => waiting.signupTokenId === signupTokenId)
}

function addTo(key: string, count: number): void {
  shared.foyerTally ??= new Map()
  const tally = shared.foyerTally
  const before = tally.get(key)
  if (before === undefined && tally.size >= TALLY_MAX) return
  tally.set(key, (before ?? 0) + count)
}

function listTally(): LinkCount[] {
  return [...(shared.foyerTally ?? [])].map(([key, count]) => {
    const [signupTokenId = '', day = '', kind = ''] = key.split(' ')
    return { signupTokenId, day, kind, count }
  })
}
