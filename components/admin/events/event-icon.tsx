import { Dot, Inbox, KeyRound, Link2, Settings, User, UserPlus, UserX } from 'lucide-react'
import { type EventGroup, groupOf } from '@/lib/event-sentence'

const icons: Record<EventGroup, typeof Dot> = {
  joins: UserPlus,
  links: Link2,
  people: User,
  signIns: KeyRound,
  settings: Settings,
}

/** Types that must not look like the rest of their group: nobody joined. */
const own: Partial<Record<string, typeof Dot>> = {
  'public-signup-token-user-refused': UserX,
  'user-signup-attempted': UserX,
  'invite-request-created': Inbox,
  'invite-request-deleted': Inbox,
  'invite-request-answered': Inbox,
  'invite-request-dismissed': Inbox,
  'invite-request-reopened': Inbox,
}

/** The kind of an event, for those who look down the list; its sentence says the same. */
export function EventIcon({ type }: { type: string }) {
  const group = groupOf(type)
  const Icon = own[type] ?? (group === null ? Dot : icons[group])
  return <Icon aria-hidden="true" className="activity-icon" data-group={group} />
}
