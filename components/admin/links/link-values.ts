import { placesOf } from '@/components/admin/ui/places'
import { formatInstant } from '@/lib/instants'
import type { InviteState } from '@/lib/signup-token-state'

/** A link as the pages hand it to the browser. */
export type LinkView = {
  id: string
  name: string
  url: string
  state: InviteState
  creatorLost: boolean
  enabled: boolean
  revoked: boolean
  roleId: number
  role: string
  useCount: number
  maxUses: number | null
  expiresAt: string
  startsAt: string | null
  createdAt: string
  lastUsedAt: string | null
  creator: string
  version: number
}

export const hour = 3_600_000

/** When a link ends, counted from the moment the form is sent. */
export const lifetimes = [
  { value: '1', label: 'In 1 hour' },
  { value: '24', label: 'In 24 hours' },
  { value: '48', label: 'In 48 hours' },
  { value: '168', label: 'In 7 days' },
  { value: '720', label: 'In 30 days' },
] as const

/** What the controls hold. Dates are local to the browser, as its own picker has them. */
export type LinkForm = {
  name: string
  role: string
  /** Hours from now, `at` for a date of one's own, `keep` for the end that stands. */
  ends: string
  endsAt: string
  places: string
  startsAt: string
  /** Whether the links after this one begin with the same settings. */
  asDefault: boolean
}

/** The start that a form means: null for at once; no date is left as it is, for the schema to refuse. */
export function startOf(startsAt: string): string | null {
  if (startsAt === '') return null
  return isDate(startsAt) ? new Date(startsAt).toISOString() : startsAt
}

function isDate(text: string): boolean {
  return !Number.isNaN(new Date(text).getTime())
}

/** The instant that the form's end means now, or null where none is chosen yet. */
export function endOf({ ends, endsAt }: Pick<LinkForm, 'ends' | 'endsAt'>, now: Date): Date | null {
  if (ends === 'at') return isDate(endsAt) ? new Date(endsAt) : null
  const hours = Number(ends)
  return Number.isFinite(hours) ? new Date(now.getTime() + hours * hour) : null
}

/** An instant as a date picker of this browser has it, to the minute. */
export function toLocal(iso: string): string {
  const at = new Date(iso)
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 16)
}

type Defaults = { hours: number; roleId: number; maxUses: number | null }

/** A name to start with: the day says more than a number. */
function suggestedName(now: Date): string {
  return `Invite, ${formatInstant(now, { style: 'day' })}`
}

/** What a new link is proposed with: the defaults, or another link's settings. */
export function newValues(defaults: Defaults, now: Date, like?: LinkView): LinkForm {
  const preset = lifetimes.find(({ value }) => Number(value) === defaults.hours)
  const after = new Date(now.getTime() + defaults.hours * hour).toISOString()
  const maxUses = like ? like.maxUses : defaults.maxUses
  return {
    name: like ? `${like.name} (copy)` : suggestedName(now),
    role: String(like?.roleId ?? defaults.roleId),
    ends: preset?.value ?? 'at',
    endsAt: preset ? '' : toLocal(after),
    places: placesOf(maxUses),
    startsAt: '',
    asDefault: false,
  }
}

/** A link's own settings, to be changed. */
export function valuesOf(link: LinkView): LinkForm {
  return {
    name: link.name,
    role: String(link.roleId),
    ends: 'keep',
    endsAt: toLocal(link.expiresAt),
    places: placesOf(link.maxUses),
    startsAt: link.startsAt ? toLocal(link.startsAt) : '',
    asDefault: false,
  }
}

/** How many places are taken, with the noun. */
export function placesText({ useCount, maxUses }: { useCount: number; maxUses: number | null }) {
  return maxUses === null
    ? `${useCount} joined, no limit`
    : `${useCount} of ${maxUses} places taken`
}
