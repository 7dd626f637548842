import * as z from 'zod/mini'
import { isLocale, type Locale, locales } from '@/i18n/locales'
import { findRoleId, VIEWER_ROLE } from '@/lib/roles'
import {
  bounded,
  changesSomething,
  lineSchema,
  plainTextSchema,
  problem,
  roleSchema,
} from '@/lib/schemas/fields'
import { maxUsesSchema } from '@/lib/schemas/signup-token'

const linkDefaults = z.strictObject({
  /** How long a new link stays open. */
  hours: z
    .int({ error: problem('hoursInvalid') })
    .check(
      z.minimum(1, { error: problem('hoursInvalid') }),
      z.maximum(8760, { error: problem('hoursInvalid') }),
    ),
  rootRole: roleSchema,
  maxUses: maxUsesSchema,
})

const languages = z
  .array(z.string({ error: problem('languagesInvalid') }).check(bounded('languagesInvalid')), {
    error: problem('languagesInvalid'),
  })
  .check(
    z.minLength(1, { error: problem('languagesInvalid') }),
    z.refine((codes) => codes.every(isLocale) && new Set(codes).size === codes.length, {
      error: problem('languagesInvalid'),
    }),
  )

/** What administrators set of the instance: any of its fields, at least one. */
export const updateSettingsSchema = z
  .strictObject({
    /** Stands wherever the instance is named. */
    instanceName: z.optional(
      lineSchema.check(z.refine((name) => [...name].length <= 60, { error: 'textTooLong' })),
    ),
    /** Shown above the sign-up form. */
    welcomeText: z.optional(plainTextSchema(1000)),
    /** Shown on the page of a link that cannot be used. */
    contact: z.optional(plainTextSchema(200)),
    languages: z.optional(languages),
    linkDefaults: z.optional(linkDefaults),
  } satisfies Record<keyof Settings, unknown>)
  .check(changesSomething())

export type UpdateSettingsInput = z.infer<typeof updateSettingsSchema>

export type Settings = {
  instanceName: string
  welcomeText: string
  contact: string
  languages: Locale[]
  linkDefaults: { hours: number; roleId: number; maxUses: number | null }
}

type Facts = {
  /** Administrators' word for it. */
  label: string
  /** The same among events, where nothing else says whose it is. */
  eventLabel: string
  /** Whether it can name a person: then an event says only that it changed. */
  isPersonal: boolean
}

/** What holds for each setting, in the order of its page. */
const defaultsLabel = 'Defaults for new links'

export const settingFacts: Record<keyof Settings, Facts> = {
  instanceName: { label: 'Name', eventLabel: 'Instance name', isPersonal: false },
  welcomeText: { label: 'Welcome text', eventLabel: 'Welcome text', isPersonal: true },
  contact: { label: 'Contact', eventLabel: 'Contact', isPersonal: true },
  languages: { label: 'Languages', eventLabel: 'Languages', isPersonal: false },
  linkDefaults: { label: defaultsLabel, eventLabel: defaultsLabel, isPersonal: false },
}

export const settingNames = Object.keys(settingFacts) as (keyof Settings)[]

/** An instance of which nobody has set anything. */
export const defaultSettings: Settings = {
  instanceName: 'Foyer',
  welcomeText: '',
  contact: '',
  languages: Object.keys(locales).filter(isLocale),
  linkDefaults: { hours: 48, roleId: VIEWER_ROLE, maxUses: null },
}

/** The settings with a checked change in them. */
export function applySettings(before: Settings, input: UpdateSettingsInput): Settings {
  const { linkDefaults: links, languages: codes, ...texts } = input
  const given = Object.entries(texts).filter(([, value]) => value !== undefined)
  return {
    ...before,
    ...Object.fromEntries(given),
    ...(codes && { languages: codes.filter(isLocale) }),
    ...(links && {
      linkDefaults: {
        hours: links.hours,
        maxUses: links.maxUses,
        roleId: findRoleId(links.rootRole) ?? before.linkDefaults.roleId,
      },
    }),
  }
}

/** Where a contact leads: an email address or a web address is a link, anything else is text. */
export function contactHref(contact: string): string | null {
  if (/^[^\s@/:?&<>"]+@[^\s@/:?&<>"]+\.[^\s@/:?&<>"]+$/.test(contact)) return `mailto:${contact}`
  if (!/^https?:\/\/\S+$/i.test(contact) || !URL.canParse(contact)) return null
  return new URL(contact).href
}
