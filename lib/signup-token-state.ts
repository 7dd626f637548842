import type { ErrorName } from './errors'

/** The states of a link, in the order in which lists and the API name them. */
export const inviteStates = ['open', 'scheduled', 'paused', 'expired', 'full', 'revoked'] as const

export type InviteState = (typeof inviteStates)[number]

export type InviteFacts = {
  enabled: boolean
  startsAt: Date | null
  expiresAt: Date
  revokedAt: Date | null
  maxUses: number | null
  useCount: number
  /** Whether the creator is no longer an enabled administrator. */
  creatorLost: boolean
}

type State = {
  /** Where several states hold, the one of the highest rank is the link's (WIRE §4). */
  rank: number
  /** Whether it holds at an instant. The same as SQL: lib/server/signup-tokens/state-conditions.ts. */
  holds: (link: InviteFacts, now: Date) => boolean
  /** The HTTP status of the link's page. */
  pageStatus: 200 | 403 | 410
  /** What validate and sign-up answer; null where they let people in. */
  error: ErrorName | null
  /** What the link's page offers beside its text, which is `closed.<state>` of messages/. */
  offers: 'form' | 'calendar' | 'request' | null
  /** How the admin area shows it: never by colour alone. */
  shape: string
}

/** Everything that depends on a link's state, but for its texts in messages/ and its SQL. */
export const stateTable: Record<InviteState, State> = {
  open: {
    rank: 0,
    holds: () => true,
    pageStatus: 200,
    error: null,
    offers: 'form',
    shape: '●',
  },
  scheduled: {
    rank: 1,
    holds: ({ startsAt }, now) => startsAt !== null && startsAt > now,
    pageStatus: 403,
    error: 'InviteScheduledError',
    offers: 'calendar',
    shape: '◷',
  },
  paused: {
    rank: 2,
    holds: ({ enabled, creatorLost }) => !enabled || creatorLost,
    pageStatus: 403,
    error: 'InvitePausedError',
    offers: null,
    shape: '❚❚',
  },
  full: {
    rank: 3,
    holds: ({ maxUses, useCount }) => maxUses !== null && useCount >= maxUses,
    pageStatus: 410,
    error: 'InviteFullError',
    offers: 'request',
    shape: '■',
  },
  expired: {
    rank: 4,
    // A link is open at `expiresAt - 1 ms` and over at `expiresAt`.
    holds: ({ expiresAt }, now) => expiresAt <= now,
    pageStatus: 410,
    error: 'InviteExpiredError',
    offers: 'request',
    shape: '○',
  },
  revoked: {
    rank: 5,
    holds: ({ revokedAt }) => revokedAt !== null,
    pageStatus: 410,
    error: 'InviteRevokedError',
    offers: 'request',
    shape: '✕',
  },
}

const byRank = [...inviteStates].sort((a, b) => stateTable[b].rank - stateTable[a].rank)

/** The states that win over this one where both hold. */
export function statesAbove(state: InviteState): InviteState[] {
  return byRank.slice(0, byRank.indexOf(state))
}

/** The one state of a link at an instant. */
export function inviteState(link: InviteFacts, now: Date): InviteState {
  return byRank.find((state) => stateTable[state].holds(link, now)) ?? 'open'
}

/** Why a genuine link let somebody not in, by the error that said so; undefined for other errors. */
export function refusalReason(error: ErrorName): InviteState | 'rotated' | undefined {
  // The link was rotated between the look at it and the claim.
  if (error === 'InviteInvalidError') return 'rotated'
  return inviteStates.find((state) => stateTable[state].error === error)
}
