/** Everything that is written down: `entity-past-participle`. */
export const eventTypes = [
  'public-signup-token-created',
  'public-signup-token-updated',
  'public-signup-token-revoked',
  'public-signup-token-restored',
  'public-signup-token-rotated',
  'public-signup-token-user-added',
  'public-signup-token-user-refused',
  'invite-request-created',
  'invite-request-deleted',
  'invite-request-answered',
  'invite-request-dismissed',
  'invite-request-reopened',
  'user-created',
  'user-signup-attempted',
  'user-updated',
  'user-deleted',
  'user-password-changed',
  'user-sessions-ended',
  'user-session-ended',
  'password-reset-created',
  'password-reset-revoked',
  'user-password-reset',
  'public-signup-token-reversed',
  'public-signup-token-reversal-reverted',
  'user-signed-in',
  'user-signed-out',
  'api-token-created',
  'api-token-deleted',
  'api-token-restored',
  'settings-updated',
] as const

export type EventType = (typeof eventTypes)[number]

export function isEventType(type: string): type is EventType {
  return eventTypes.some((known) => known === type)
}
