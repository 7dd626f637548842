import { type Change, factsOf } from '@/lib/event-changes'
import {
  type ActivityEvent,
  changesIn,
  foldsOf,
  type Sentence,
  sentenceOf,
} from '@/lib/event-sentence'

/** One line of what happened: one event, or several that are one to people. */
export type EventLine = {
  /** Of its newest event. */
  id: number
  at: string
  sentence: Sentence
  /** What changed, oldest first; at least two, otherwise the sentence says it. */
  changes: Change[]
  /** The events, newest first; the first is whose names stand in the sentence. */
  events: [ActivityEvent, ...ActivityEvent[]]
}

/** How long after a change another one is part of it, in milliseconds. */
const WINDOW = 10 * 60_000

type Open = { key: string; changes: Change[]; events: [ActivityEvent, ...ActivityEvent[]] }

/** What events have to have in common to be one line. */
function keyOf({ type, actor, person, link, data }: ActivityEvent): string {
  return JSON.stringify([type, actor, person?.id, link?.id, factsOf(data).reason])
}

function continues(line: Open, event: ActivityEvent): boolean {
  if (!foldsOf(event.type) || line.key !== keyOf(event)) return false
  const earliest = line.events.at(-1) ?? line.events[0]
  return Date.parse(earliest.createdAt) - Date.parse(event.createdAt) <= WINDOW
}

/** Who joins through a link has an account by it: that they joined says both. */
function isPartOfJoining({ type, link }: ActivityEvent): boolean {
  return type === 'user-created' && link !== null
}

function joinOf(lines: Open[], event: ActivityEvent): Open | undefined {
  return lines.findLast(
    ({ events: [{ type, person }] }) =>
      type === 'public-signup-token-user-added' && person?.id === event.person?.id,
  )
}

function toLine({ changes, events }: Open): EventLine {
  const [newest] = events
  const sentence = sentenceOf(newest, changes, events.length)
  const shown = changes.length > 1 ? changes : []
  return { id: newest.id, at: newest.createdAt, sentence, changes: shown, events }
}

/**
 * Events, newest first, as lines: a join is one line, changes of the same thing by the same person within
 * minutes are one, and what changed nothing is none.
 */
export function linesOf(events: readonly ActivityEvent[]): EventLine[] {
  const lines: Open[] = []
  for (const event of events) {
    const changes = changesIn(event)
    if (changes?.length === 0) continue
    if (isPartOfJoining(event)) {
      joinOf(lines, event)?.events.push(event)
      continue
    }
    const line = lines.findLast((open) => continues(open, event))
    if (!line) lines.push({ key: keyOf(event), changes: changes ?? [], events: [event] })
    else {
      line.events.push(event)
      line.changes.unshift(...(changes ?? []))
    }
  }
  return lines.map(toLine)
}

/** Lines by day, newest first. */
export function daysOf(lines: readonly EventLine[], dayOf: (at: string) => string) {
  const days: { day: string; lines: EventLine[] }[] = []
  for (const line of lines) {
    const day = dayOf(line.at)
    const last = days.at(-1)
    if (last?.day === day) last.lines.push(line)
    else days.push({ day, lines: [line] })
  }
  return days
}
