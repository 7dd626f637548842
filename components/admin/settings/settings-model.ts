import { locales } from '@/i18n/locales'
import type { Settings } from '@/lib/schemas/settings'

export type SettingsValues = Pick<Settings, 'instanceName' | 'welcomeText' | 'contact'> & {
  languages: string[]
  hours: string
  roleId: string
  places: string
}

const lifetimes = [
  [1, '1 hour'],
  [24, '24 hours'],
  [48, '48 hours'],
  [168, '1 week'],
  [720, '30 days'],
] as const

export const names = {
  instanceName: 'Name',
  welcomeText: 'Welcome text',
  contact: 'Contact',
  languages: 'Languages',
  linkDefaults: 'New links',
} as const

export const fields = [
  'instanceName',
  'welcomeText',
  'contact',
  'languages',
  'linkDefaults',
] as const

/** The settings as the form's controls hold them. */
export function toForm({ linkDefaults, languages, ...texts }: Settings): SettingsValues {
  const { hours, roleId, maxUses } = linkDefaults
  const { instanceName, welcomeText, contact } = texts
  return {
    instanceName,
    welcomeText,
    contact,
    languages: [...languages],
    hours: String(hours),
    roleId: String(roleId),
    places: maxUses === null ? '' : String(maxUses),
  }
}

/** What the API takes. Languages keep their order: the first offered is the one to fall back on. */
export function toBody({ hours, roleId, places, languages, ...texts }: SettingsValues) {
  const number = Number(places)
  const maxUses = places.trim() === '' ? null : Number.isNaN(number) ? 0 : number
  return {
    ...texts,
    languages: Object.keys(locales).filter((code) => languages.includes(code)),
    linkDefaults: { hours: Number(hours), rootRole: Number(roleId), maxUses },
  }
}

/** The field of the form that the API's field is shown in. */
export function fieldOf(field: string): keyof SettingsValues {
  if (field === 'instanceName' || field === 'welcomeText' || field === 'contact') return field
  return field === 'languages' ? field : 'places'
}

/** The presets of the end, and what is set where that is none of them. */
export function lifetimesWith(hours: number): (readonly [number, string])[] {
  const known = lifetimes.some(([preset]) => preset === hours)
  return known ? [...lifetimes] : [...lifetimes, [hours, `${hours} hours`]]
}
