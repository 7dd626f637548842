import * as z from 'zod/mini'
import { roles } from '@/lib/roles'
import { lineSchema } from '@/lib/schemas/fields'

/** A link as the pages hand it to the browser. */
export type LinkView = {
  id: string
  name: string
  url: string
  state: 'open' | 'scheduled' | 'paused' | 'expired' | 'full' | 'revoked'
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

const hour = 3_600_000

/** When a link ends, counted from the moment the form is sent. */
export const lifetimes = [
  { value: '1', label: 'in 1 hour' },
  { value: '24', label: 'in 24 hours' },
  { value: '48', label: 'in 48 hours' },
  { value: '168', label: 'in 1 week' },
  { value: '720', label: 'in 1 month (30 days)' },
] as const

const sentences: Record<string, string> = {
  nameRequired: 'Enter a name.',
  nameTooLong: 'Use at most 255 characters.',
  nameInvisible: 'Use at least one letter, digit or emoji.',
  tooManyMarks: 'Use at most 30 accents in a row.',
  nameInvalid: 'The name holds a character that cannot be shown. Type it anew.',
}

const places = 'Enter a whole number from 1 to 100000, or leave it empty for no limit.'
const dates = 'Choose a date and a time.'

/** What the form asks. Dates are local to the browser, as its own picker has them. */
export const linkFormSchema = z
  .object({
    name: lineSchema,
    role: z.string(),
    /** Hours from now, `at` for a date of one's own, `keep` for the end that stands. */
    ends: z.string(),
    endsAt: z.string(),
    places: z.string().check(z.refine(isPlaces, { error: places })),
    startsAt: z.string(),
    /** Whether the links after this one begin with the same settings. */
    asDefault: z.boolean(),
  })
  .check(
    z.refine(({ ends, endsAt }) => ends !== 'at' || isDate(endsAt), {
      error: dates,
      path: ['endsAt'],
    }),
    z.refine(({ startsAt }) => startsAt === '' || isDate(startsAt), {
      error: dates,
      path: ['startsAt'],
    }),
  )

export type LinkForm = z.infer<typeof linkFormSchema>

function isPlaces(text: string): boolean {
  return text.trim() === '' || (/^[1-9]\d{0,5}$/.test(text.trim()) && Number(text) <= 100_000)
}

function isDate(text: string): boolean {
  return !Number.isNaN(new Date(text).getTime())
}

/** The sentence for a message of the form: those of shared schemas are codes. */
export function sentenceOf(message: string | undefined): string | undefined {
  return message === undefined ? undefined : (sentences[message] ?? message)
}

/** The instant that the form's end means now, or null where none is chosen yet. */
export function endOf({ ends, endsAt }: Pick<LinkForm, 'ends' | 'endsAt'>, now: Date): Date | null {
  if (ends === 'at') return isDate(endsAt) ? new Date(endsAt) : null
  const hours = Number(ends)
  return Number.isFinite(hours) ? new Date(now.getTime() + hours * hour) : null
}

/** What the API is sent for a form, at this moment. */
export function bodyOf(form: LinkForm, now: Date) {
  const end = endOf(form, now)
  return {
    name: form.name,
    rootRole: Number(form.role),
    maxUses: form.places.trim() === '' ? null : Number(form.places),
    startsAt: form.startsAt === '' ? null : new Date(form.startsAt).toISOString(),
    ...(end && { expiresAt: end.toISOString() }),
  }
}

/** The settings that new links begin with, after this form; the hours are whole ones. */
export function defaultsOf(form: LinkForm, now: Date) {
  const { rootRole, maxUses } = bodyOf(form, now)
  const end = endOf(form, now) ?? now
  const hours = Math.max(1, Math.round((end.getTime() - now.getTime()) / hour))
  return { linkDefaults: { hours, rootRole, maxUses } }
}

/** Which field of the form an error of the API is about. */
export function fieldOf(name: string, ends: string): keyof LinkForm | null {
  if (name === 'expiresAt') return ends === 'at' ? 'endsAt' : 'ends'
  if (name === 'rootRole') return 'role'
  if (name === 'maxUses') return 'places'
  return name === 'name' || name === 'startsAt' ? name : null
}

/** An instant as a date picker of this browser has it, to the minute. */
export function toLocal(iso: string): string {
  const at = new Date(iso)
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 16)
}

type Defaults = { hours: number; roleId: number; maxUses: number | null }

/** A name to begin with: the day says more than a number. */
function suggestedName(now: Date): string {
  return `Invite of ${new Intl.DateTimeFormat('en', { day: 'numeric', month: 'long' }).format(now)}`
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
    places: maxUses === null ? '' : String(maxUses),
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
    places: link.maxUses === null ? '' : String(link.maxUses),
    startsAt: link.startsAt ? toLocal(link.startsAt) : '',
    asDefault: false,
  }
}

/** Only what the form changes about a link: what is left alone stays as another admin set it. */
export function changesOf(form: LinkForm, link: LinkView, now: Date) {
  const before = valuesOf(link)
  const { name, rootRole, maxUses, startsAt, expiresAt } = bodyOf(form, now)
  return {
    ...(form.name !== before.name && { name }),
    ...(form.role !== before.role && { rootRole }),
    ...(form.places.trim() !== before.places && { maxUses }),
    ...(form.startsAt !== before.startsAt && { startsAt }),
    ...(form.ends !== 'keep' && { expiresAt }),
  }
}

/** The change that takes a change back, or null where it cannot be: an end that is over. */
export function undoOf(changes: Record<string, unknown>, link: LinkView, now: Date) {
  if ('expiresAt' in changes && new Date(link.expiresAt) <= now) return null
  const { name, roleId: rootRole, maxUses, startsAt, expiresAt } = link
  const before: Record<string, unknown> = { name, rootRole, maxUses, startsAt, expiresAt }
  return Object.fromEntries(Object.keys(changes).map((key) => [key, before[key]]))
}

function placesOf({ maxUses }: LinkView): string {
  return maxUses === null ? 'no limit' : String(maxUses)
}

function switchOf({ revoked, enabled, creatorLost }: LinkView): string {
  if (revoked) return 'withdrawn'
  return enabled && !creatorLost ? 'running' : 'paused'
}

type Difference = { what: string; before: string; after: string }

/** What somebody else changed about a link between two readings, in words. */
export function differences(
  before: LinkView,
  after: LinkView,
  spoken: (iso: string) => string,
): Difference[] {
  const roleOf = (link: LinkView) => roles.find(({ id }) => id === link.roleId)?.name ?? link.role
  const start = ({ startsAt }: LinkView) => (startsAt ? spoken(startsAt) : 'at once')
  const readings: [string, (link: LinkView) => string][] = [
    ['Name', ({ name }) => name],
    ['State', switchOf],
    ['Role', roleOf],
    ['Places', placesOf],
    ['End', ({ expiresAt }) => spoken(expiresAt)],
    ['Start', start],
    ['Address', ({ url }) => (url === before.url ? 'the old one' : 'a new one')],
  ]
  return readings
    .map(([what, read]) => ({ what, before: read(before), after: read(after) }))
    .filter((one) => one.before !== one.after)
}

/** How many places are taken, with the noun. */
export function placesText({ useCount, maxUses }: { useCount: number; maxUses: number | null }) {
  return maxUses === null
    ? `${useCount} joined, no limit`
    : `${useCount} of ${maxUses} places taken`
}
