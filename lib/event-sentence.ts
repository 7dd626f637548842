import {
  type Change,
  type ChangeKey,
  changesOf,
  type Facts,
  factsOf,
  type Values,
} from '@/lib/event-changes'
import { type EventType, eventTypes, isEventType } from '@/lib/event-types'
import type desk from '@/messages/desk/en.json'

type Texts = typeof desk.desk.events

/** A sentence of messages/desk, under `desk.events.says`. */
type SentenceKey = keyof Texts['says']

/** What the filter of the page of events offers. */
export type EventGroup = keyof Texts['groups']

/** Somebody in a sentence. Without a name they are deleted; without an id they are no person. */
export type Named = { id: number | null; name: string | null }

/** An event as pages show it. */
export type ActivityEvent = {
  id: number
  type: string
  createdAt: string
  actor: Named
  /** The person and the link that it is about. */
  person: { id: number; name: string | null } | null
  link: { id: string; name: string | null } | null
  data: unknown
  address: string | null
  userAgent: string | null
}

/** Whether somebody did it to their own account. */
export function isSelf({ actor, person }: Pick<ActivityEvent, 'actor' | 'person'>): boolean {
  return person !== null && person.id === actor.id
}

export type Sentence = { key: SentenceKey; values: Values }

type Shape = {
  group: EventGroup
  /** Whether the same by the same person within minutes is one line. */
  folds?: true
} & (
  | { say: (facts: Facts, count: number) => Sentence }
  /** A change of fields: one sentence for each, and one that counts them. */
  | { changes: 'link' | 'person' | 'settings'; many: SentenceKey; none: SentenceKey & ChangeKey }
)

const says = (key: SentenceKey) => () => ({ key, values: {} })

/** A sentence that counts what happened, or what its data counts. */
function counts(key: SentenceKey, fact?: string) {
  return (facts: Facts, count: number) => ({
    key,
    values: { texts: { count: fact === undefined ? count : Number(facts[fact] ?? 1) } },
  })
}

/** Which of those who joined were disabled: events of earlier versions do not say of how many. */
function removal({ count, of, paused }: Facts): Sentence {
  const scope = typeof of === 'number' ? (of === count ? 'all' : 'some') : 'unknown'
  const texts = { scope, count: Number(count ?? 0), of: Number(of ?? 0) }
  return { key: 'removed', values: { texts: { ...texts, paused: paused === true ? 'yes' : 'no' } } }
}

function refusal({ reason }: Facts, count: number): Sentence {
  return { key: 'refused', values: { texts: { reason: String(reason ?? ''), count } } }
}

/** Tokens of the environment have names that are no secret; those of people are theirs. */
function token(own: SentenceKey, named: SentenceKey) {
  return ({ name }: Facts): Sentence =>
    typeof name === 'string'
      ? { key: named, values: { texts: { name } } }
      : { key: own, values: {} }
}

const linkFolds = { group: 'links', folds: true, changes: 'link' } as const

/** What holds for each type: the compiler asks for every one. */
const shapes: Record<EventType, Shape> = {
  'public-signup-token-created': { group: 'links', say: says('linkCreated') },
  'public-signup-token-updated': { ...linkFolds, many: 'linkManyChanges', none: 'linkChanged' },
  'public-signup-token-revoked': { group: 'links', say: says('linkRevoked') },
  'public-signup-token-restored': { group: 'links', say: says('linkRestored') },
  'public-signup-token-rotated': { group: 'links', say: says('linkRotated') },
  'public-signup-token-user-added': { group: 'joins', say: says('joined') },
  'public-signup-token-user-refused': { group: 'joins', folds: true, say: refusal },
  'invite-request-created': { group: 'joins', folds: true, say: counts('requested') },
  'invite-request-deleted': { group: 'joins', say: counts('requestsDeleted', 'requests') },
  'invite-request-answered': { group: 'joins', say: says('requestAnswered') },
  'invite-request-dismissed': { group: 'joins', say: says('requestDismissed') },
  'invite-request-reopened': { group: 'joins', say: says('requestReopened') },
  'user-created': { group: 'joins', say: says('accountCreated') },
  'user-signup-attempted': { group: 'joins', say: says('signupAttempted') },
  'user-updated': {
    group: 'people',
    folds: true,
    changes: 'person',
    many: 'personManyChanges',
    none: 'personChanged',
  },
  'user-deleted': { group: 'people', say: says('personDeleted') },
  'user-password-changed': { group: 'people', say: says('passwordChanged') },
  'user-sessions-ended': { group: 'signIns', say: says('sessionsEnded') },
  'user-session-ended': { group: 'signIns', say: says('sessionEnded') },
  'password-reset-created': { group: 'people', say: says('resetCreated') },
  'password-reset-revoked': { group: 'people', say: says('resetRevoked') },
  'user-password-reset': { group: 'people', say: says('passwordReset') },
  'public-signup-token-reversed': { group: 'people', say: removal },
  'public-signup-token-reversal-reverted': { group: 'people', say: counts('restored', 'count') },
  'user-signed-in': { group: 'signIns', say: says('signedIn') },
  'user-signed-out': { group: 'signIns', say: says('signedOut') },
  'api-token-created': { group: 'settings', say: token('tokenCreated', 'adminTokenCreated') },
  'api-token-deleted': { group: 'settings', say: token('tokenRevoked', 'adminTokenRevoked') },
  'api-token-restored': { group: 'settings', say: token('tokenRestored', 'adminTokenRestored') },
  'settings-updated': {
    group: 'settings',
    folds: true,
    changes: 'settings',
    many: 'settingsManyChanges',
    none: 'settingsChanged',
  },
}

/** The groups, in the order of the filter. */
export const eventGroups = [
  'joins',
  'links',
  'people',
  'signIns',
  'settings',
] as const satisfies EventGroup[]

/** For how many days back the filter looks, or between which days. */
export const eventPeriods = ['1', '7', '30', 'range'] as const

export function typesOf(group: EventGroup): EventType[] {
  return eventTypes.filter((type) => shapes[type].group === group)
}

/** Null for a type of another version. */
export function groupOf(type: string): EventGroup | null {
  return isEventType(type) ? shapes[type].group : null
}

export function foldsOf(type: string): boolean {
  return isEventType(type) && shapes[type].folds === true
}

/** The changes of an event; null for one that is no change of fields. */
export function changesIn({ type, data }: Pick<ActivityEvent, 'type' | 'data'>): Change[] | null {
  if (!isEventType(type)) return null
  const shape = shapes[type]
  return 'changes' in shape ? changesOf(shape.changes, factsOf(data)) : null
}

/** A link pauses and resumes by itself as its creator stops and starts being an administrator. */
function ofCreator(facts: Facts): SentenceKey | null {
  if (!('reason' in facts) || !('creatorLost' in facts)) return null
  const { creatorLost } = facts
  const isLost =
    typeof creatorLost === 'object' && JSON.stringify(creatorLost).includes('"to":true')
  return isLost ? 'linkCreatorLost' : 'linkCreatorBack'
}

/**
 * What an event says. A type of another version is shown by its own name.
 * @param changes those of all events that are one line
 * @param count how many events that is
 */
export function sentenceOf(
  { type, data }: Pick<ActivityEvent, 'type' | 'data'>,
  changes: Change[] = changesIn({ type, data }) ?? [],
  count = 1,
): Sentence {
  if (!isEventType(type)) return { key: 'unknown', values: { texts: { type } } }
  const shape = shapes[type]
  const facts = factsOf(data)
  if ('say' in shape) return shape.say(facts, count)
  const byCreator = type === 'public-signup-token-updated' ? ofCreator(facts) : null
  if (byCreator) return { key: byCreator, values: {} }
  if (changes.length > 1) return { key: shape.many, values: { texts: { count: changes.length } } }
  return changes[0] ?? { key: shape.none, values: {} }
}
