import { type CountKind, type RefusalReason, refusalReasons } from '@/lib/link-counts'
import type { LinkCountsResponse } from '@/lib/schemas/responses'
import { getDb } from '@/lib/server/db/db'
import { joinsByDay } from '@/lib/server/signup-tokens/lists/members'
import { type LinkCount, waitingFor } from './tally'

/** How many days of a link are listed one by one. */
const DAYS = 30

type LinkCounts = {
  /** How often a person opened the form of the link. */
  opened: number
  /** How often somebody began to fill it in. */
  started: number
  joined: number
  /** Sign-ups that were refused, the most frequent reason first. */
  refused: { reason: RefusalReason; count: number }[]
}

/** How a link does, in all the days that are kept; 0 everywhere for an unknown one. */
export async function linkCounts(id: string): Promise<LinkCounts> {
  const [rows, link] = await Promise.all([
    getDb().linkCount.groupBy({
      by: ['kind'],
      where: { signupTokenId: id },
      _sum: { count: true },
    }),
    getDb().signupToken.findUnique({ where: { id }, select: { useCount: true } }),
  ])
  const stored = rows.map(({ kind, _sum }) => ({ kind, count: _sum.count ?? 0 }))
  const totalOf = sumOf([...stored, ...waitingFor(id)])
  const refused = refusalReasons
    .map((reason) => ({ reason, count: totalOf(reason) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
  const [opened, started] = [totalOf('opened'), totalOf('started')]
  return { opened, started, joined: link?.useCount ?? 0, refused }
}

/** The same as the API says it, with each of the last 30 days, oldest first. */
export async function toLinkCountsResponse(id: string): Promise<LinkCountsResponse> {
  const [totals, joins] = await Promise.all([linkCounts(id), joinsByDay(id, DAYS)])
  const [first] = joins
  const counts = first ? await listSince(id, first.day) : []
  const days = joins.map(({ day, count }) => {
    const totalOf = sumOf(counts.filter((row) => row.day === day))
    return { day, opened: totalOf('opened'), started: totalOf('started'), joined: count }
  })
  return { ...totals, days }
}

async function listSince(id: string, day: string): Promise<LinkCount[]> {
  const rows = await getDb().linkCount.findMany({
    where: { signupTokenId: id, day: { gte: new Date(day) }, kind: { in: ['opened', 'started'] } },
  })
  const stored = rows.map((row) => ({ ...row, day: row.day.toISOString().slice(0, 10) }))
  return [...stored, ...waitingFor(id)]
}

function sumOf(counts: { kind: string; count: number }[]) {
  return (kind: CountKind) =>
    counts.reduce((sum, row) => (row.kind === kind ? sum + row.count : sum), 0)
}
