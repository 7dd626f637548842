import { limitOf, placesOf } from '@/components/admin/ui/places'
import { locales } from '@/i18n/locales'
import { defaultSettings, type Settings } from '@/lib/schemas/settings'

/** What the controls hold: the settings, but for the few that a control has otherwise. */
export type SettingsValues = Omit<Settings, 'languages' | 'linkDefaults'> & {
  languages: string[]
  hours: string
  roleId: string
  places: string
}

const lifetimes = [
  [1, '1 hour'],
  [24, '24 hours'],
  [48, '48 hours'],
  [168, '7 days'],
  [720, '30 days'],
] as const

/** The settings as the form's controls hold them. */
export function toForm({ linkDefaults, languages, ...plain }: Settings): SettingsValues {
  const { hours, roleId, maxUses } = linkDefaults
  return {
    ...plain,
    languages: [...languages],
    hours: String(hours),
    roleId: String(roleId),
    places: placesOf(maxUses),
  }
}

/** The names of all controls. */
export const controls = Object.keys(toForm(defaultSettings)) as (keyof SettingsValues)[]

/** What the API takes. Languages keep their order: the first offered is the one to fall back on. */
export function toBody({ hours, roleId, places, languages, ...plain }: SettingsValues) {
  return {
    ...plain,
    languages: Object.keys(locales).filter((code) => languages.includes(code)),
    linkDefaults: { hours: Number(hours), rootRole: Number(roleId), maxUses: limitOf(places) },
  }
}

/** The control that shows an error of the API: those of new links all stand at their last one. */
export function fieldOf(field: string): keyof SettingsValues | null {
  const [name] = field.split('.')
  return name === 'linkDefaults' ? 'places' : (controls.find((one) => one === name) ?? null)
}

/** The presets of the end, and what is set where that is none of them. */
export function lifetimesWith(hours: number): (readonly [number, string])[] {
  const known = lifetimes.some(([preset]) => preset === hours)
  return known ? [...lifetimes] : [...lifetimes, [hours, `${hours} hours`]]
}
