import { limitOf } from '@/components/admin/ui/places'
import { roles } from '@/lib/roles'
import type { CreateSignupTokenInput } from '@/lib/schemas/signup-token'
import { endOf, hour, type LinkForm, type LinkView, startOf, valuesOf } from './link-values'

type Field<Value> = {
  /** Administrators' word for it. */
  label: string
  /** The control that holds it. */
  control: Exclude<keyof LinkForm, 'asDefault'>
  /** What the form asks for at this moment; undefined to leave it out. */
  read: (form: LinkForm, now: Date) => Value | undefined
  /** What stands, as the API takes it. */
  standing: (link: LinkView) => Value
  /** What stands, in words. */
  say: (link: LinkView, spoken: (iso: string) => string) => string
}

/** Each setting of a link: how the form, the API and a sentence have it. */
const linkFields = {
  name: {
    label: 'Name',
    control: 'name',
    read: ({ name }) => name,
    standing: ({ name }) => name,
    say: ({ name }) => name,
  },
  rootRole: {
    label: 'Role',
    control: 'role',
    read: ({ role }) => Number(role),
    standing: ({ roleId }) => roleId,
    say: ({ roleId, role }) => roles.find(({ id }) => id === roleId)?.name ?? role,
  },
  maxUses: {
    label: 'Places',
    control: 'places',
    read: ({ places }) => limitOf(places),
    standing: ({ maxUses }) => maxUses,
    say: ({ maxUses }) => (maxUses === null ? 'no limit' : String(maxUses)),
  },
  expiresAt: {
    label: 'End',
    control: 'ends',
    read: endsAtOf,
    standing: ({ expiresAt }) => expiresAt,
    say: ({ expiresAt }, spoken) => spoken(expiresAt),
  },
  startsAt: {
    label: 'Start',
    control: 'startsAt',
    read: ({ startsAt }) => startOf(startsAt),
    standing: ({ startsAt }) => startsAt,
    say: ({ startsAt }, spoken) => (startsAt ? spoken(startsAt) : 'none'),
  },
} satisfies { [Name in keyof CreateSignupTokenInput]-?: Field<CreateSignupTokenInput[Name]> }

type Name = keyof typeof linkFields
const names = Object.keys(linkFields) as Name[]

/** A date that was not chosen is sent as it is, so that the schema refuses it. */
function endsAtOf(form: LinkForm, now: Date): string | undefined {
  const end = endOf(form, now)?.toISOString()
  return end ?? (form.ends === 'at' ? form.endsAt : undefined)
}

/** What the API is sent for a form, at this moment. */
export function bodyOf(form: LinkForm, now: Date): Partial<CreateSignupTokenInput> {
  const read = names.map((name) => [name, linkFields[name].read(form, now)])
  return Object.fromEntries(read.filter(([, value]) => value !== undefined))
}

/** Only what the form changes about a link: what is left alone stays as another admin set it. */
export function changesOf(form: LinkForm, link: LinkView, now: Date) {
  const before = valuesOf(link)
  const changed = names.filter((name) => {
    const { control } = linkFields[name]
    return form[control].trim() !== before[control].trim()
  })
  const body = Object.entries(bodyOf(form, now))
  return Object.fromEntries(body.filter(([name]) => changed.some((one) => one === name)))
}

/** The change that undoes a change, or null where it cannot be undone: an end that has passed. */
export function undoOf(changes: Record<string, unknown>, link: LinkView, now: Date) {
  if ('expiresAt' in changes && new Date(link.expiresAt) <= now) return null
  const changed = names.filter((name) => Object.hasOwn(changes, name))
  return Object.fromEntries(changed.map((name) => [name, linkFields[name].standing(link)]))
}

/** The settings that new links begin with, after this form; the hours are whole ones. */
export function defaultsOf(form: LinkForm, now: Date) {
  const end = endOf(form, now) ?? now
  const hours = Math.max(1, Math.round((end.getTime() - now.getTime()) / hour))
  const { rootRole, maxUses } = linkFields
  return { linkDefaults: { hours, rootRole: rootRole.read(form), maxUses: maxUses.read(form) } }
}

/** Which control shows an error of the API. */
export function fieldOf(name: string, ends: string): keyof LinkForm | null {
  if (name === 'expiresAt' && ends === 'at') return 'endsAt'
  return names.some((known) => known === name) ? linkFields[name as Name].control : null
}

function switchOf({ revoked, enabled, creatorLost }: LinkView): string {
  if (revoked) return 'revoked'
  return enabled && !creatorLost ? 'active' : 'paused'
}

type Difference = { what: string; before: string; after: string }

/** What somebody else changed about a link between two readings, in words. */
export function differences(
  before: LinkView,
  after: LinkView,
  spoken: (iso: string) => string,
): Difference[] {
  const readings: [string, (link: LinkView) => string][] = [
    ['State', switchOf],
    ...names.map((name): [string, (link: LinkView) => string] => {
      const { label, say } = linkFields[name]
      return [label, (link) => say(link, spoken)]
    }),
    ['Address', ({ url }) => (url === before.url ? 'the old one' : 'a new one')],
  ]
  return readings
    .map(([what, read]) => ({ what, before: read(before), after: read(after) }))
    .filter((one) => one.before !== one.after)
}
