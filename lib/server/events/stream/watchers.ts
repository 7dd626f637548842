import { AppError } from '@/lib/errors'
import type { ChangeResponse } from '@/lib/schemas/responses'
import type { Caller } from '@/lib/server/auth/auth'
import { findLiveAdmins } from '@/lib/server/auth/live-admins'
import { HOUR, now } from '@/lib/server/runtime/clock'
import { log } from '@/lib/server/runtime/log'
import { changeReader } from './changes'

/** How many streams one person or API token may have open, and how many all of them. */
const EACH_MAX = 6
const ALL_MAX = 200

const INTERVAL = 1_000
/** After how long the rights of all are looked up again: with what that takes, an end comes within five seconds. */
const RECHECK = 4_000
/** Every how often something is sent in any case, however long the database takes. */
const HEARTBEAT = 10_000

/** How long a stream lasts; a browser opens another one then. */
const LIFETIME = HOUR

/** Changes after which somebody may not be an administrator any more. */
const endsAccess = /^(?:user-|api-token-|public-signup-token-revers)/

/** Somebody who watches. */
export type Watcher = {
  caller: Caller
  since: Date
  send: (text: string) => void
  end: () => void
}

/** What happens while somebody watches: nothing of it is there otherwise. */
type Feed = {
  next: ReturnType<typeof changeReader>
  /** Read, and not sent yet since a statement failed. */
  unsent: ChangeResponse[]
  /** When the rights of all were looked up. */
  checkedAt: number
  heartbeat: NodeJS.Timeout
  timer?: NodeJS.Timeout
}

type Hub = { watchers: Set<Watcher>; feed?: Feed | undefined; isClosed: boolean }

// Next may load this module more than once in a process; they all watch together.
const shared = globalThis as typeof globalThis & { foyerStreams?: Hub }

function hub(): Hub {
  shared.foyerStreams ??= { watchers: new Set(), isClosed: false }
  return shared.foyerStreams
}

/** Throws `RateLimitError` if the caller watches too often, `UnavailableError` if too many do. */
export function requirePlace(caller: Caller): void {
  const { watchers, isClosed } = hub()
  if (isClosed || watchers.size >= ALL_MAX) {
    throw new AppError('UnavailableError', { headers: { 'retry-after': '5' } })
  }
  const own = [...watchers].filter((watcher) => ownerOf(watcher.caller) === ownerOf(caller))
  if (own.length >= EACH_MAX) {
    const headers = {
      'retry-after': '60',
      'ratelimit-limit': String(EACH_MAX),
      'ratelimit-remaining': '0',
      'ratelimit-reset': '60',
    }
    throw new AppError('RateLimitError', { headers })
  }
}

function ownerOf({ userId, apiTokenId }: Caller): string {
  return userId === null ? `api-token ${apiTokenId}` : `user ${userId}`
}

/** Tells a watcher of each change from now on. The first one starts to look for changes. */
export function join(watcher: Watcher): void {
  const all = hub()
  all.watchers.add(watcher)
  if (all.feed) return
  const heartbeat = setInterval(() => sendAll(':\n\n'), HEARTBEAT)
  all.feed = { next: changeReader(), unsent: [], checkedAt: now().getTime(), heartbeat }
  void goOn(all.feed)
}

/** The last one stops to look for changes. */
export function leave(watcher: Watcher): void {
  const all = hub()
  all.watchers.delete(watcher)
  if (all.watchers.size > 0) return
  clearInterval(all.feed?.heartbeat)
  clearTimeout(all.feed?.timer)
  all.feed = undefined
}

/** Ends all streams, and refuses new ones: the process stops. */
export function endStreams(): void {
  hub().isClosed = true
  for (const watcher of hub().watchers) dismiss(watcher)
}

/** Ends a stream, unless it has ended meanwhile. */
export function dismiss(watcher: Watcher): void {
  if (!hub().watchers.has(watcher)) return
  leave(watcher)
  watcher.end()
}

/** One round of a feed, and the next one after a while, until nobody watches. */
async function goOn(feed: Feed): Promise<void> {
  const hasMore = await attempt(feed)
  if (hub().feed !== feed) return
  feed.timer = setTimeout(() => void goOn(feed), hasMore ? 0 : INTERVAL)
}

/** Sends what is new. If the database is unavailable, the next second will do; the streams stay. */
async function attempt(feed: Feed): Promise<boolean> {
  try {
    const { changes, hasMore } = await feed.next()
    feed.unsent.push(...changes)
    await dismissWhenDue(feed)
    if (hub().feed !== feed) return false
    const text = feed.unsent.splice(0).map(toMessage).join('')
    if (text !== '') sendAll(text)
    return hasMore
  } catch (error) {
    const reason = error instanceof Error ? error.name : typeof error
    log().debug({ reason }, 'changes not read')
    return false
  }
}

/** Looks up the rights of all after a change that may have ended some, and from time to time. */
async function dismissWhenDue(feed: Feed): Promise<void> {
  const at = now().getTime()
  const isDue = Math.abs(at - feed.checkedAt) >= RECHECK
  if (!isDue && !feed.unsent.some(({ type }) => endsAccess.test(type))) return
  await dismissOthers()
  feed.checkedAt = at
}

/** Ends the streams of all who are no administrators any more, or have watched for long enough. */
async function dismissOthers(): Promise<void> {
  const watchers = [...hub().watchers]
  const isLive = await findLiveAdmins(watchers.map(({ caller }) => caller))
  const oldest = now().getTime() - LIFETIME
  for (const watcher of watchers) {
    if (!isLive(watcher.caller) || watcher.since.getTime() <= oldest) dismiss(watcher)
  }
}

function sendAll(text: string): void {
  for (const watcher of hub().watchers) watcher.send(text)
}

/** A change as a server-sent event. */
export function toMessage(change: ChangeResponse): string {
  return `event: change\nid: ${change.id}\ndata: ${JSON.stringify(change)}\n\n`
}
