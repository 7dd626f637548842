import { Moment } from '@/components/admin/ui/moment'
import { eventTypeNames } from '@/lib/event-sentence'

type Event = { id: number; type: string; createdAt: string; createdBy: string; data: unknown }

const words: Record<string, string> = {
  'public-signup-token-created': 'Created',
  'public-signup-token-revoked': 'Revoked',
  'public-signup-token-restored': 'Restored',
  'public-signup-token-rotated': 'Address replaced',
  'public-signup-token-user-added': 'Sign-up',
  'invite-request-created': 'Invite request',
}

const fields: Record<string, string> = {
  name: 'name',
  roleId: 'role',
  maxUses: 'places',
  expiresAt: 'end',
  startsAt: 'start',
}

/** What an event says, in words; a type of another version as it is. */
function sentence({ type, data }: Event): string {
  if (type !== 'public-signup-token-updated') return words[type] ?? eventTypeNames[type] ?? type
  const facts = new Map(Object.entries(typeof data === 'object' && data ? data : {}))
  const switched = { true: 'Resumed', false: 'Paused' }[String(facts.get('enabled'))]
  const changed = [...facts.keys()].flatMap((key) => fields[key] ?? [])
  const rest = changed.length > 0 ? `Changed: ${changed.join(', ')}` : ''
  return [switched, rest].filter(Boolean).join('. ') || 'Changed'
}

/** The latest events of one link. */
export function LinkEvents({ events, now }: { events: Event[]; now: string }) {
  return (
    <ol className="list">
      {events.map((event) => (
        <li key={event.id} className="event">
          <span>
            {sentence(event)} <span className="soft">by {event.createdBy}</span>
          </span>
          <Moment iso={event.createdAt} now={now} />
        </li>
      ))}
    </ol>
  )
}
