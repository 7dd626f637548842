import { type EventType, eventTypes } from '@/lib/event-types'
import { settingFacts, settingNames } from '@/lib/schemas/settings'

/** What a sentence names: who did it, to whom, to which link. */
export type EventPart = { text: string } | { ref: 'actor' | 'person' | 'link' }

/** One sentence for each type. `{actor}` did it, `{person}` and `{link}` are what it was done to. */
const sentences: Record<EventType, string> & Record<string, string> = {
  'public-signup-token-created': '{actor} made the link {link}',
  'public-signup-token-updated': '{actor} changed the link {link}',
  'public-signup-token-revoked': '{actor} withdrew the link {link}',
  'public-signup-token-restored': '{actor} took the withdrawal of {link} back',
  'public-signup-token-rotated': '{actor} gave {link} a new address; the old one is dead',
  'public-signup-token-user-added': '{person} took a place on {link}',
  'public-signup-token-user-refused': 'Somebody was refused at {link}',
  'public-signup-token-reversed': '{actor} undid {link}: everyone who came by it was disabled',
  'public-signup-token-reversal-reverted': '{actor} took the undoing of {link} back',
  'invite-request-created': 'Somebody asked for a new invite at {link}',
  'invite-request-deleted': '{actor} deleted invite requests for {link}',
  'user-created': '{person} got an account',
  'user-signup-attempted': 'Somebody tried to sign up with the address of {person}',
  'user-updated': '{actor} changed the account of {person}',
  'user-deleted': '{actor} deleted the account of {person}',
  'user-password-changed': '{person} changed their password',
  'user-sessions-ended': '{actor} ended the sessions of {person}',
  'password-reset-created': '{actor} made a password link for {person}',
  'password-reset-revoked': '{actor} revoked a password reset link for {person}',
  'user-password-reset': '{person} set a new password by a link',
  'user-signed-in': '{person} signed in',
  'user-signed-out': '{person} signed out',
  'api-token-created': '{actor} made an API token',
  'api-token-deleted': '{actor} ended an API token',
  'api-token-restored': '{actor} restored an API token',
  'settings-updated': '{actor} changed the settings',
}

/** What the filter calls each type. */
export const eventTypeNames: Record<EventType, string> & Record<string, string> = {
  'public-signup-token-created': 'Link made',
  'public-signup-token-updated': 'Link changed',
  'public-signup-token-revoked': 'Link withdrawn',
  'public-signup-token-restored': 'Withdrawal taken back',
  'public-signup-token-rotated': 'Link got a new address',
  'public-signup-token-user-added': 'Place taken',
  'public-signup-token-user-refused': 'Sign-up refused',
  'public-signup-token-reversed': 'Link undone',
  'public-signup-token-reversal-reverted': 'Undoing taken back',
  'invite-request-created': 'New invite asked for',
  'invite-request-deleted': 'Invite requests deleted',
  'user-created': 'Account made',
  'user-signup-attempted': 'Sign-up with a taken address',
  'user-updated': 'Account changed',
  'user-deleted': 'Account deleted',
  'user-password-changed': 'Password changed',
  'user-sessions-ended': 'Sessions ended',
  'password-reset-created': 'Password link made',
  'password-reset-revoked': 'Password reset link revoked',
  'user-password-reset': 'Password set by a link',
  'user-signed-in': 'Signed in',
  'user-signed-out': 'Signed out',
  'api-token-created': 'API token made',
  'api-token-deleted': 'API token ended',
  'api-token-restored': 'API token restored',
  'settings-updated': 'Settings changed',
}

/** The types that the filter offers, with their names. */
export const eventTypeChoices = eventTypes.map((type) => [type, eventTypeNames[type]] as const)

/** An event's sentence in parts. A type of another version is told by its own name. */
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
  revokedAt: 'Withdrawn',
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
