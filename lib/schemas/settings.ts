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
  text,
} from '@/lib/schemas/fields'
import { originSchema } from '@/lib/schemas/origin'
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

const corsOrigins = z.array(originSchema, { error: problem('originsInvalid') }).check(
  z.maxLength(20, { error: problem('originsInvalid') }),
  z.refine((origins) => new Set(origins).size === origins.length, {
    error: problem('originsInvalid'),
  }),
)

/** The content types of a logo. */
export const logoTypes = ['image/png', 'image/svg+xml'] as const

/** `#rrggbb`; null for Foyer's own colours. */
const accentColor = z.nullable(
  text('colorInvalid', 'colorInvalid').check(
    z.overwrite((value) => value.toLowerCase()),
    z.refine((value) => /^#[0-9a-f]{6}$/.test(value), { error: problem('colorInvalid') }),
  ),
)

/** What a role may do here; null or '' takes the text away. */
const roleText = z.optional(z.nullable(plainTextSchema(200)))

const roleDescriptions = z.strictObject({
  1: roleText,
  2: roleText,
  3: roleText,
})

/** The name of the instance: a line of at most 60 characters. */
export const instanceNameSchema = lineSchema.check(
  z.refine((name) => [...name].length <= 60, { error: 'textTooLong' }),
)

/** What administrators set of the instance: any of its fields, at least one. */
export const updateSettingsSchema = z
  .strictObject({
    /** Stands wherever the instance is named. */
    instanceName: z.optional(instanceNameSchema),
    /** Shown above the sign-up form. */
    welcomeText: z.optional(plainTextSchema(1000)),
    /** Shown on the page of a link that cannot be used. */
    contact: z.optional(plainTextSchema(200)),
    languages: z.optional(languages),
    linkDefaults: z.optional(linkDefaults),
    /** Of buttons and links on every page. */
    accentColor: z.optional(accentColor),
    /** By the role's id; a role that is left out keeps its text. */
    roleDescriptions: z.optional(roleDescriptions),
    /** Websites whose pages may sign people up. */
    corsOrigins: z.optional(corsOrigins),
  } satisfies Record<keyof Settings, unknown>)
  .check(changesSomething())

export type UpdateSettingsInput = z.infer<typeof updateSettingsSchema>

export type Settings = {
  instanceName: string
  welcomeText: string
  contact: string
  languages: Locale[]
  linkDefaults: { hours: number; roleId: number; maxUses: number | null }
  accentColor: string | null
  roleDescriptions: RoleDescriptions
  corsOrigins: string[]
}

/** What a role may do here, in the words of administrators, by its id. */
type RoleDescriptions = Partial<Record<1 | 2 | 3, string>>

type Facts = {
  /** Whether it can name a person: then an event says only that it changed. */
  isPersonal: boolean
}

/** What holds for each setting, in the order of its page. */
export const settingFacts: Record<keyof Settings, Facts> = {
  instanceName: { isPersonal: false },
  welcomeText: { isPersonal: true },
  contact: { isPersonal: true },
  accentColor: { isPersonal: false },
  languages: { isPersonal: false },
  roleDescriptions: { isPersonal: true },
  linkDefaults: { isPersonal: false },
  corsOrigins: { isPersonal: false },
}

export const settingNames = Object.keys(settingFacts) as (keyof Settings)[]

/** An instance of which nobody has set anything. */
export const defaultSettings: Settings = {
  instanceName: 'Foyer',
  welcomeText: '',
  contact: '',
  languages: Object.keys(locales).filter(isLocale),
  linkDefaults: { hours: 48, roleId: VIEWER_ROLE, maxUses: null },
  accentColor: null,
  roleDescriptions: {},
  corsOrigins: [],
}

/** The settings with a checked change in them. */
export function applySettings(before: Settings, input: UpdateSettingsInput): Settings {
  const { linkDefaults: links, languages: codes, roleDescriptions: sayings, ...texts } = input
  const given = Object.entries(texts).filter(([, value]) => value !== undefined)
  return {
    ...before,
    ...Object.fromEntries(given),
    ...(codes && { languages: codes.filter(isLocale) }),
    ...(sayings && { roleDescriptions: withTexts({ ...before.roleDescriptions, ...sayings }) }),
    ...(links && {
      linkDefaults: {
        hours: links.hours,
        maxUses: links.maxUses,
        roleId: findRoleId(links.rootRole) ?? before.linkDefaults.roleId,
      },
    }),
  }
}

/** The roles that have a text, in their order. */
function withTexts(texts: Record<string, string | null | undefined>): RoleDescriptions {
  return Object.fromEntries(Object.entries(texts).filter(([, value]) => value))
}

/** What administrators say that a role may do here, or null. */
export function roleDescription(settings: Settings, roleId: number): string | null {
  const texts: Partial<Record<number, string>> = settings.roleDescriptions
  return texts[roleId] ?? null
}

/** Where a contact leads: an email address or a web address is a link, anything else is text. */
export function contactHref(contact: string): string | null {
  if (/^[^\s@/:?&<>"]+@[^\s@/:?&<>"]+\.[^\s@/:?&<>"]+$/.test(contact)) return `mailto:${contact}`
  if (!/^https?:\/\/\S+$/i.test(contact) || !URL.canParse(contact)) return null
  return new URL(contact).href
}
