import type { ChangeResponse } from '@/lib/schemas/responses'
import { getDb } from '@/lib/server/db/db'
import { MINUTE, now } from '@/lib/server/runtime/clock'

type Row = ChangeResponse & { createdAt: Date }

/** How many events one statement reads. */
const BATCH = 200

/** How many ids below the newest one may still belong to transactions that are under way. */
const OVERLAP = 100

/** How many missing ids are looked for, and for how long: no transaction lasts half as long. */
const MISSING_MAX = 1_000
const PATIENCE = MINUTE

/** For how long a change is told to somebody new, whose page may be older than it. */
const RECENT = 5_000

/** By how much a transaction may commit after one that wrote its event later. */
const LATE = 20_000

/**
 * Reads the events that others have written since the last time. Ids are given when a row is inserted and
 * seen when its transaction commits, so a lower one can come later: each id that was skipped is looked for
 * until it is there, or its transaction cannot be under way any more (docs/decisions/0055).
 */
export function changeReader() {
  let last: number | null = null
  /** The ids that were skipped, with the time at which that was seen. */
  const missing = new Map<number, number>()

  const note = ({ id }: ChangeResponse) => {
    if (missing.delete(id)) return
    const first = Math.max((last ?? 0) + 1, id - OVERLAP)
    for (let skipped = first; skipped < id; skipped += 1) missing.set(skipped, now().getTime())
    last = id
  }
  const forget = () => {
    const ids = [...missing.keys()]
    const surplus = new Set(ids.slice(0, Math.max(0, ids.length - MISSING_MAX)))
    for (const [id, since] of missing) {
      if (surplus.has(id) || Math.abs(now().getTime() - since) > PATIENCE) missing.delete(id)
    }
  }

  /** What is new, by one statement, and whether there is more; the first time nothing: it is where to begin. */
  return async (): Promise<{ changes: ChangeResponse[]; hasMore: boolean }> => {
    const isFirst = last === null
    const found = last === null ? await readNewest() : await readAfter(last, [...missing.keys()])
    last ??= (found[0]?.id ?? 1) - 1
    for (const row of found) note(row)
    forget()
    if (isFirst) return { changes: [], hasMore: false }
    return { changes: found, hasMore: found.length >= BATCH }
  }
}

/** The newest events, oldest first. */
async function readNewest(): Promise<Row[]> {
  const rows = await getDb().$queryRaw<Row[]>`
    SELECT "id", "type", "signupTokenId", "userId", "createdAt" FROM "Event"
    ORDER BY "id" DESC LIMIT ${OVERLAP}`
  return rows.reverse()
}

/** The events after an id, and those of these ids, each found by the primary key. */
async function readAfter(last: number, missing: number[]): Promise<ChangeResponse[]> {
  return await getDb().$queryRaw<ChangeResponse[]>`
    SELECT "id", "type", "signupTokenId", "userId" FROM (
      (SELECT * FROM "Event" WHERE "id" = ANY (${missing}::int[]))
      UNION ALL
      (SELECT * FROM "Event" WHERE "id" > ${last} ORDER BY "id" LIMIT ${BATCH})
    ) AS changes ORDER BY "id"`
}

/**
 * What somebody who begins to watch has not seen: of the newest events those after the last one that they
 * know, or those of the last seconds. What may have committed after it is told again rather than not at all.
 * @returns the changes, and the newest id, from which to go on another time
 */
export async function findMissed(
  lastSeen: number | null,
): Promise<{ changes: ChangeResponse[]; newest: number }> {
  const rows = await readNewest()
  const known = rows.find(({ id }) => id === lastSeen)
  const since = known ? known.createdAt.getTime() - LATE : now().getTime() - RECENT
  const isMissed = ({ id, createdAt }: Row) =>
    id !== lastSeen && ((lastSeen !== null && id > lastSeen) || createdAt.getTime() > since)
  const changes = rows.filter(isMissed).map(({ createdAt: _, ...change }) => change)
  return { changes, newest: rows.at(-1)?.id ?? 0 }
}
