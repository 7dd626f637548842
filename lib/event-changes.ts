import type { Settings } from '@/lib/schemas/settings'
import type desk from '@/messages/desk/en.json'

type Texts = typeof desk.desk.events

/** A change in few words, such as "Places raised from 5 to 10". Each is a sentence of its own too. */
export type ChangeKey = keyof Texts['changes']

/** What fills a sentence beside the names in it. */
export type Values = {
  texts?: Record<string, string | number>
  /** Ids of roles, which have a name in every language. */
  roles?: Record<string, number>
  /** The instant that it names. */
  when?: string
}

export type Change = { key: ChangeKey; values: Values }

/** The data of an event. What another version wrote may hold anything. */
export type Facts = Record<string, unknown>

export function factsOf(data: unknown): Facts {
  return typeof data === 'object' && data !== null ? { ...data } : {}
}

type Pair = { from: unknown; to: unknown }

/** Old and new value of a field; of some events only the new one is known. */
function pairOf(fact: unknown): Pair {
  const isPair = typeof fact === 'object' && fact !== null && 'from' in fact && 'to' in fact
  return isPair ? { from: fact.from, to: fact.to } : { from: undefined, to: fact }
}

type Describe = (pair: Pair) => Change | null

const says =
  (key: ChangeKey): Describe =>
  () => ({ key, values: {} })

const renames =
  (key: ChangeKey): Describe =>
  ({ from, to }) => ({ key, values: { texts: { from: String(from), to: String(to) } } })

const changesRole =
  (key: ChangeKey): Describe =>
  ({ from, to }) => ({ key, values: { roles: { from: Number(from), to: Number(to) } } })

/** One of two sentences, by whether something was switched on. */
const switches =
  (on: ChangeKey, off: ChangeKey): Describe =>
  ({ to }) => ({ key: to === true ? on : off, values: {} })

const moves =
  (key: ChangeKey, removed: ChangeKey): Describe =>
  ({ to }) =>
    typeof to === 'string' ? { key, values: { when: to } } : { key: removed, values: {} }

function placesOf({ from, to }: Pair): Change {
  if (typeof to !== 'number') return { key: 'linkPlacesUnlimited', values: {} }
  if (typeof from !== 'number') return { key: 'linkPlacesLimited', values: { texts: { to } } }
  const key = to > from ? 'linkPlacesRaised' : 'linkPlacesLowered'
  return { key, values: { texts: { from, to } } }
}

/** What comes with a change that says more, and has words of its own only where it stands alone. */
const silent: Describe = () => null

const linkFields: Record<string, Describe> = {
  enabled: switches('linkResumed', 'linkPaused'),
  name: renames('linkRenamed'),
  expiresAt: moves('linkEndMoved', 'linkChanged'),
  startsAt: moves('linkStartMoved', 'linkStartRemoved'),
  maxUses: placesOf,
  roleId: changesRole('linkRoleChanged'),
  show: says('linkShown'),
  // Resumed by hand while its creator is no administrator: it has a new one.
  creatorLost: ({ to }) => (to === false ? { key: 'linkResumed', values: {} } : null),
  createdById: silent,
  createdByApiTokenId: silent,
  revokedAt: silent,
}

/** A fact that an event tells of a person. */
export type PersonFact = 'enabled' | 'roleId' | 'name' | 'email' | 'profile'

const personFields: Record<PersonFact, Describe> & Record<string, Describe> = {
  enabled: switches('personEnabled', 'personDisabled'),
  roleId: changesRole('personRoleChanged'),
  name: says('personNameChanged'),
  email: says('personEmailChanged'),
  profile: says('personProfileChanged'),
}

/** One for each setting: the compiler asks for it. */
const settingFields: Record<keyof Settings | 'logo', Describe> & Record<string, Describe> = {
  instanceName: renames('settingName'),
  welcomeText: says('settingWelcome'),
  contact: says('settingContact'),
  languages: says('settingLanguages'),
  linkDefaults: says('settingDefaults'),
  accentColor: says('settingAccent'),
  roleDescriptions: says('settingRoles'),
  corsOrigins: says('settingOrigins'),
  logo: says('settingLogo'),
}

const kinds = {
  link: { fields: linkFields, other: 'linkChanged' },
  person: { fields: personFields, other: 'personChanged' },
  settings: { fields: settingFields, other: 'settingsChanged' },
} as const satisfies Record<string, { fields: Record<string, Describe>; other: ChangeKey }>

function isSame({ from, to }: Pair): boolean {
  return from !== undefined && JSON.stringify(from) === JSON.stringify(to)
}

/** What an event changed, each on its own; empty where nothing is different. */
export function changesOf(kind: keyof typeof kinds, facts: Facts): Change[] {
  const { fields, other } = kinds[kind]
  const changed = Object.entries(facts).filter(([name, fact]) => {
    return name !== 'reason' && !isSame(pairOf(fact))
  })
  const known = changed.flatMap(([name, fact]) => {
    const describe = Object.hasOwn(fields, name) ? fields[name] : says(other)
    return describe?.(pairOf(fact)) ?? []
  })
  if (known.length === 0 && changed.length > 0) return [{ key: other, values: {} }]
  return known.filter((one, at) => known.findIndex(({ key }) => key === one.key) === at)
}
