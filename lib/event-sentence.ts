import { type EventType, eventTypes } from '@/lib/event-types'
import { settingFacts, settingNames } from '@/lib/schemas/settings'

/** What a sentence names: who did it, to whom, to which link. */
export type EventPart = { text: string } | { ref: 'actor' | 'person' | 'link' }

/** One sentence for each type. `{actor}` did it, `{person}` and `{link}` are what it was done to. */
const sentences: Record<EventType, string> & Record<string, string> = {
  'public-signup-token-created': '{actor} created {link}',
  'public-signup-token-updated': '{actor} changed {link}',
  'public-signup-token-revoked': '{actor} revoked {link}',
  'public-signup-token-restored': '{actor} restored {link}',
  'public-signup-token-rotated': '{actor} replaced the address of {link}',
  'public-signup-token-user-added': '{person} joined through {link}',
  'public-signup-token-user-refused': 'A sign-up through {link} was refused',
  'public-signup-token-reversed': '{actor} removed the people who joined through {link}',
  'public-signup-token-reversal-reverted':
    '{actor} undid the removal of people who joined through {link}',
  'invite-request-created': 'Somebody requested a new invite through {link}',
  'invite-request-deleted': '{actor} deleted invite requests for {link}',
  'user-created': '{person} joined',
  'user-signup-attempted': 'Somebody tried to sign up with the email address of {person}',
  'user-updated': '{actor} changed the account of {person}',
  'user-deleted': '{actor} deleted the account of {person}',
  'user-password-changed': '{person} changed their password',
  'user-sessions-ended': '{actor} signed {person} out everywhere',
  'password-reset-created': '{actor} created a password reset link for {person}',
  'password-reset-revoked': '{actor} revoked a password reset link for {person}',
  'user-password-reset': '{person} set a new password through a reset link',
  'user-signed-in': '{person} signed in',
  'user-signed-out': '{person} signed out',
  'api-token-created': '{actor} created an API token',
  'api-token-deleted': '{actor} revoked an API token',
  'api-token-restored': '{actor} restored an API token',
  'settings-updated': '{actor} changed the settings',
}

/** What the filter calls each type. */
export const eventTypeNames: Record<EventType, string> & Record<string, string> = {
  'public-signup-token-created': 'Link created',
  'public-signup-token-updated': 'Link changed',
  'public-signup-token-revoked': 'Link revoked',
  'public-signup-token-restored': 'Link restored',
  'public-signup-token-rotated': 'Link address replaced',
  'public-signup-token-user-added': 'Joined through a link',
  'public-signup-token-user-refused': 'Sign-up refused',
  'public-signup-token-reversed': 'People who joined removed',
  'public-signup-token-reversal-reverted': 'Removal of people undone',
  'invite-request-created': 'New invite requested',
  'invite-request-deleted': 'Invite requests deleted',
  'user-created': 'Account created',
  'user-signup-attempted': 'Sign-up with a registered address',
  'user-updated': 'Account changed',
  'user-deleted': 'Account deleted',
  'user-password-changed': 'Password changed',
  'user-sessions-ended': 'Signed out everywhere',
  'password-reset-created': 'Password reset link created',
  'password-reset-revoked': 'Password reset link revoked',
  'user-password-reset': 'Password set through a reset link',
  'user-signed-in': 'Signed in',
  'user-signed-out': 'Signed out',
  'api-token-created': 'API token created',
  'api-token-deleted': 'API token revoked',
  'api-token-restored': 'API token restored',
  'settings-updated': 'Settings changed',
}

/** The types that the filter offers, with their names. */
export const eventTypeChoices = eventTypes.map((type) => [type, eventTypeNames[type]] as const)

/** An event's sentence in parts. A type of another version is shown by its own name. */
export function sentenceOf(type: string): EventPart[] {
  const sentence = Object.hasOwn(sentences, type) ? sentences[type] : undefined
  const parts = (sentence ?? `{actor}: ${type}`).split(/\{(actor|person|link)\}/)
  return parts.flatMap((part, index): EventPart[] => {
    if (index % 2 === 0) return part === '' ? [] : [{ text: part }]
    return part === 'actor' || part === 'person' || part === 'link' ? [{ ref: part }] : []
  })
}

const labels: Record<string, string> = {
  name: 'Name',
  email: 'Email address',
  profile: 'Name or username',
  enabled: 'Enabled',
  maxUses: 'Places',
  expiresAt: 'Ends',
  startsAt: 'Starts',
  revokedAt: 'Revoked',
  roleId: 'Role',
  role: 'Role',
  reason: 'Reason',
  creatorLost: 'Creator is not an admin',
  createdById: 'Number of the creator',
  createdByApiTokenId: 'Number of the API token',
  apiTokenId: 'Number',
  reversal: 'Number',
  since: 'Since',
  count: 'People',
  requests: 'Requests',
  paused: 'Link paused',
  ...Object.fromEntries(settingNames.map((name) => [name, settingFacts[name].eventLabel])),
}

const roleNames: Record<string, string> = { 1: 'Admin', 2: 'Editor', 3: 'Viewer' }

function shown(key: string, value: unknown): string {
  if (value === null || value === '') return key === 'maxUses' ? 'no limit' : 'none'
  if (value === true) return 'yes'
  if (value === false) return 'no'
  if (key === 'roleId') return roleNames[String(value)] ?? String(value)
  if (Array.isArray(value)) return value.map((item) => shown(key, item)).join(', ')
  if (typeof value === 'object') {
    const inner = Object.entries(value).map(([name, item]) => `${name} ${shown(name, item)}`)
    return inner.join(', ')
  }
  return String(value).replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*Z$/, '$1 $2 UTC')
}

/** What changed, each as `Places: 5 → 9`. What was written by another version is shown as it is. */
export function detailsOf(data: unknown): string[] {
  if (typeof data !== 'object' || data === null) return []
  return Object.entries(data).map(([key, value]) => {
    const label = labels[key] ?? key
    const isChange = typeof value === 'object' && value !== null && 'from' in value && 'to' in value
    return isChange
      ? `${label}: ${shown(key, value.from)} → ${shown(key, value.to)}`
      : `${label}: ${shown(key, value)}`
  })
}
