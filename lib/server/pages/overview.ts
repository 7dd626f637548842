import { getDb } from '@/lib/server/db/db'
import { now } from '@/lib/server/runtime/clock'
import {
  type AttentionLink,
  linksNeedingAttention,
} from '@/lib/server/signup-tokens/lists/attention'
import { allJoinsByDay, type JoinDay } from '@/lib/server/signup-tokens/lists/members'
import { withCreator } from '@/lib/server/signup-tokens/signup-tokens'
import { linkFormFacts, linkView } from './links/link-view'
import { newestPeople } from './people'

const WEEK = 7
/** How many links and people the overview shows. */
const LINKS = 6
const PEOPLE = 10

/** What the overview shows, read by a few statements that an index answers, however many people there are. */
export async function overviewPage() {
  const [days, links, people, facts] = await Promise.all([
    allJoinsByDay(2 * WEEK),
    linksNeedingAttention(LINKS + 1),
    newestPeople(PEOPLE),
    linkFormFacts(),
  ])
  return {
    joined: { days, thisWeek: total(days.slice(-WEEK)), lastWeek: total(days.slice(0, -WEEK)) },
    links: await viewsOf(links.slice(0, LINKS)),
    moreLinks: links.length > LINKS,
    people,
    facts,
    now: now().toISOString(),
  }
}

/** The same links as their actions need them. */
async function viewsOf(links: AttentionLink[]) {
  const where = { id: { in: links.map(({ id }) => id) } }
  const rows = await getDb().signupToken.findMany({ where, include: withCreator })
  const views = new Map(rows.map((row) => [row.id, linkView(row)]))
  return links.flatMap(({ id, endsSoon, placesLeft }) => {
    const view = views.get(id)
    return view ? [{ ...view, endsSoon, placesLeft }] : []
  })
}

function total(days: JoinDay[]): number {
  return days.reduce((sum, { count }) => sum + count, 0)
}
