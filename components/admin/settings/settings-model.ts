import type { UseFormReturn } from 'react-hook-form'
import { limitOf, placesOf } from '@/components/admin/ui/places'
import { locales } from '@/i18n/locales'
import { defaultSettings, type Settings } from '@/lib/schemas/settings'

/** What the controls hold: the settings, but for the few that a control has otherwise. */
export type SettingsValues = Omit<
  Settings,
  'languages' | 'linkDefaults' | 'accentColor' | 'roleDescriptions' | 'corsOrigins'
> & {
  languages: string[]
  /** Empty for Foyer's own. */
  accentColor: string
  role1: string
  role2: string
  role3: string
  hours: string
  roleId: string
  places: string
  /** One a line. */
  corsOrigins: string
}

/** What the sections need of the form. */
export type SettingsControls = Pick<
  UseFormReturn<SettingsValues>,
  'register' | 'watch' | 'setValue'
>

/** For how many hours a new link is open, unless its form says otherwise. */
const lifetimes = [1, 24, 48, 168, 720]

/** The settings as the form's controls hold them. */
export function toForm(settings: Settings): SettingsValues {
  const { linkDefaults, languages, accentColor, roleDescriptions, corsOrigins, ...plain } = settings
  const { hours, roleId, maxUses } = linkDefaults
  return {
    ...plain,
    languages: [...languages],
    accentColor: accentColor ?? '',
    role1: roleDescriptions[1] ?? '',
    role2: roleDescriptions[2] ?? '',
    role3: roleDescriptions[3] ?? '',
    hours: String(hours),
    roleId: String(roleId),
    places: placesOf(maxUses),
    corsOrigins: corsOrigins.join('\n'),
  } satisfies Record<keyof SettingsValues, string | string[]>
}

/** The names of all controls. */
export const controls = Object.keys(toForm(defaultSettings)) as (keyof SettingsValues)[]

/** What the API takes. Languages keep their order: the first offered is the one to fall back on. */
export function toBody(values: SettingsValues) {
  const { hours, roleId, places, languages, accentColor, corsOrigins, ...rest } = values
  const { role1, role2, role3, ...plain } = rest
  return {
    ...plain,
    languages: Object.keys(locales).filter((code) => languages.includes(code)),
    accentColor: accentColor.trim() === '' ? null : accentColor.trim(),
    roleDescriptions: { 1: role1, 2: role2, 3: role3 },
    linkDefaults: { hours: Number(hours), rootRole: Number(roleId), maxUses: limitOf(places) },
    corsOrigins: linesOf(corsOrigins),
  }
}

/** The addresses in a text, without the slash that browsers show at their end. */
function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim().replace(/\/$/, ''))
  return lines.filter((line) => line !== '')
}

/** The control that shows an error of the API: those of new links all stand at their last one. */
export function fieldOf(field: string): keyof SettingsValues | null {
  const [name, member] = field.split('.')
  if (name === 'linkDefaults') return 'places'
  const wanted = name === 'roleDescriptions' ? `role${member}` : name
  return controls.find((one) => one === wanted) ?? null
}

/** The presets of the end, and what is set where that is none of them; in hours. */
export function lifetimesWith(hours: number): number[] {
  return lifetimes.includes(hours) ? lifetimes : [...lifetimes, hours].toSorted((a, b) => a - b)
}
