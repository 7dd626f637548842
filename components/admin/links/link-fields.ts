import { limitOf } from '@/components/admin/ui/places'
import type { CreateSignupTokenInput } from '@/lib/schemas/signup-token'
import { endOf, hour, type LinkForm, type LinkView, startOf, valuesOf } from './link-values'

/** What a difference is about: the name of its message. */
type Label = 'name' | 'title' | 'role' | 'places' | 'ends' | 'starts' | 'state' | 'address'

/** How values are said in the language of the page. */
export type Words = {
  instant: (iso: string) => string
  role: (id: number) => string
  word: (
    key: 'noLimit' | 'empty' | 'active' | 'paused' | 'revoked' | 'oldAddress' | 'newAddress',
  ) => string
}

type Field<Value> = {
  label: Label
  /** The control that holds it. */
  control: Exclude<keyof LinkForm, 'asDefault'>
  /** What the form asks for at this moment; undefined to leave it out. */
  read: (form: LinkForm, now: Date) => Value | undefined
  /** What stands, as the API takes it. */
  standing: (link: LinkView) => Value
  /** What stands, in words. */
  say: (link: LinkView, words: Words) => string
}

/** The key of a link is for programs: the form neither asks for it nor changes it. */
type FormInput = Omit<CreateSignupTokenInput, 'key'>

/** Each setting of a link: how the form, the API and a sentence have it. */
const linkFields = {
  name: {
    label: 'name',
    control: 'name',
    read: ({ name }) => name,
    standing: ({ name }) => name,
    say: ({ name }) => name,
  },
  show: {
    label: 'title',
    control: 'title',
    read: ({ title }) => ({ title: title.trim() === '' ? null : title }),
    standing: ({ show }) => ({ title: show.title ?? null }),
    say: ({ show }, { word }) => show.title ?? word('empty'),
  },
  rootRole: {
    label: 'role',
    control: 'role',
    read: ({ role }) => Number(role),
    standing: ({ roleId }) => roleId,
    say: ({ roleId }, { role }) => role(roleId),
  },
  maxUses: {
    label: 'places',
    control: 'places',
    read: ({ places }) => limitOf(places),
    standing: ({ maxUses }) => maxUses,
    say: ({ maxUses }, { word }) => (maxUses === null ? word('noLimit') : String(maxUses)),
  },
  expiresAt: {
    label: 'ends',
    control: 'ends',
    read: endsAtOf,
    standing: ({ expiresAt }) => expiresAt,
    say: ({ expiresAt }, { instant }) => instant(expiresAt),
  },
  startsAt: {
    label: 'starts',
    control: 'startsAt',
    read: ({ startsAt }) => startOf(startsAt),
    standing: ({ startsAt }) => startsAt,
    say: ({ startsAt }, { instant, word }) => (startsAt ? instant(startsAt) : word('empty')),
  },
} satisfies { [Name in keyof FormInput]-?: Field<FormInput[Name]> }

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

/** Which control shows an error of the API; the title is `show.title` there. */
export function fieldOf(field: string, ends: string): keyof LinkForm | null {
  const [name] = field.split('.')
  if (name === 'expiresAt' && ends === 'at') return 'endsAt'
  const known = names.find((one) => one === name)
  return known ? linkFields[known].control : null
}

function switchOf({ revokedAt, enabled, creatorLost }: LinkView) {
  if (revokedAt) return 'revoked'
  return enabled && !creatorLost ? 'active' : 'paused'
}

type Difference = { what: Label; before: string; after: string }

/** What somebody else changed about a link between two readings, in words. */
export function differences(before: LinkView, after: LinkView, words: Words): Difference[] {
  const readings: [Label, (link: LinkView) => string][] = [
    ['state', (link) => words.word(switchOf(link))],
    ...names.map((name): [Label, (link: LinkView) => string] => {
      const { label, say } = linkFields[name]
      return [label, (link) => say(link, words)]
    }),
    ['address', ({ url }) => words.word(url === before.url ? 'oldAddress' : 'newAddress')],
  ]
  return readings
    .map(([what, read]) => ({ what, before: read(before), after: read(after) }))
    .filter((one) => one.before !== one.after)
}
