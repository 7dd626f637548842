import { placesOf } from '@/components/admin/ui/places'
import type { LinkShow } from '@/lib/signup-token-show'
import type { InviteState } from '@/lib/signup-token-state'

/** A link as the pages hand it to the browser. */
export type LinkView = {
  id: string
  /** For administrators only. */
  name: string
  show: LinkShow
  url: string
  state: InviteState
  creatorLost: boolean
  enabled: boolean
  revokedAt: string | null
  roleId: number
  role: string
  useCount: number
  maxUses: number | null
  expiresAt: string
  startsAt: string | null
  createdAt: string
  lastUsedAt: string | null
  creator: string
  /** Where the creator is a person. */
  creatorEmail: string | null
  version: number
}

export type Defaults = { hours: number; roleId: number; maxUses: number | null }

/** What the dialogs of links need to know of the instance. */
export type LinkFormFacts = {
  defaults: Defaults
  origin: string
  /** What the instance is called. */
  instance: string
  /** How long a link stays open at most. */
  maxDays: number
  /** What administrators say that a role may do, by its id. */
  roleTexts: Partial<Record<number, string>>
}

export const hour = 3_600_000
const day = 24 * hour

/** When a link can end, in hours from the moment the form is sent. */
export const lifetimes = [1, 24, 48, 168, 720] as const

/** A lifetime as the message that says it. */
export function lifetimeText(hours: number): { key: 'inHours' | 'inDays'; count: number } {
  return hours <= 48 ? { key: 'inHours', count: hours } : { key: 'inDays', count: hours / 24 }
}

/** What the controls hold. Dates are local to the browser, as its own picker has them. */
export type LinkForm = {
  name: string
  title: string
  role: string
  /** Hours from now, `at` for a date of one's own, `keep` for the end that stands. */
  ends: string
  endsAt: string
  places: string
  startsAt: string
  /** Whether the links after this one begin with the same settings. */
  asDefault: boolean
}

/** The instant that a date of a picker means; no date is left as it is, for the schema to refuse. */
export function instantOf(local: string): string {
  return isDate(local) ? new Date(local).toISOString() : local
}

/** The start that a form means: null for at once. */
export function startOf(startsAt: string): string | null {
  return startsAt === '' ? null : instantOf(startsAt)
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

/** An end some days later than another, or than now where that is over; never beyond what is allowed. */
export function laterEnd(end: string, days: number, maxDays: number, now: Date): Date {
  const from = Math.max(new Date(end).getTime(), now.getTime())
  return new Date(Math.min(from + days * day, now.getTime() + maxDays * day))
}

/** An instant as a date picker of this browser has it, to the minute. */
export function toLocal(iso: string): string {
  const at = new Date(iso)
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 16)
}

/** What a new link is proposed with: the defaults, or another link's settings. */
export function newValues(name: string, defaults: Defaults, now: Date, like?: LinkView): LinkForm {
  const preset = lifetimes.find((hours) => hours === defaults.hours)
  const after = new Date(now.getTime() + defaults.hours * hour).toISOString()
  const maxUses = like ? like.maxUses : defaults.maxUses
  return {
    name,
    title: like?.show.title ?? '',
    role: String(like?.roleId ?? defaults.roleId),
    ends: preset ? String(preset) : 'at',
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
    title: link.show.title ?? '',
    role: String(link.roleId),
    ends: 'keep',
    endsAt: toLocal(link.expiresAt),
    places: placesOf(link.maxUses),
    startsAt: link.startsAt ? toLocal(link.startsAt) : '',
    asDefault: false,
  }
}

/** Where the API has a link. */
export function apiPath({ url }: { url: string }): string {
  return `/api/admin/invite-link/tokens/${url.split('/').at(-1)}`
}
