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

/**
 * The one state of a link at an instant; where several hold, the first of this order (WIRE §4).
 * A link is open at `expiresAt - 1 ms` and over at `expiresAt`.
 */
export function inviteState(link: InviteFacts, now: Date): InviteState {
  if (link.revokedAt) return 'revoked'
  if (link.expiresAt <= now) return 'expired'
  if (link.maxUses !== null && link.useCount >= link.maxUses) return 'full'
  if (!link.enabled || link.creatorLost) return 'paused'
  if (link.startsAt && link.startsAt > now) return 'scheduled'
  return 'open'
}

/** The HTTP status of the page that a link shows in each state. */
export const closedStatus = {
  open: 200,
  scheduled: 403,
  paused: 403,
  expired: 410,
  full: 410,
  revoked: 410,
  unknown: 404,
} as const satisfies Record<InviteState | 'unknown', number>
