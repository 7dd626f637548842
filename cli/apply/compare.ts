import { isDeepStrictEqual } from 'node:util'
import type { Schemas } from '@/client/client'
import { findRoleId } from '@/lib/roles'
import type { Link } from '../commands/links'
import type { DeclaredLink, DeclaredSettings } from './schema'

type Settings = Schemas['settingsSchema']

/** A field whose value is not the declared one. */
export type FieldChange = { field: string; from: unknown; to: unknown }

/** What ends are compared with: the API shortens one that lies further ahead. */
export type Limits = { now: Date; maxLifetimeDays: number }

const DAY = 86_400_000

const instant = (text: string | null | undefined) =>
  text == null ? null : new Date(text).toISOString()

/**
 * The end that a link would get now. One that was shortened moves on once it is a day behind what is possible,
 * not at each run: two runs in a row change nothing.
 */
function endOf(wanted: string, link: Link, { now, maxLifetimeDays }: Limits): string {
  const end = Date.parse(wanted)
  const furthest = now.getTime() + maxLifetimeDays * DAY
  const current = Date.parse(link.expiresAt)
  if (end <= furthest) return new Date(end).toISOString()
  return current > furthest - DAY && current <= end
    ? link.expiresAt
    : new Date(furthest).toISOString()
}

/** The value of each declared field as it is and as it is wanted. */
function pairsOf(wanted: DeclaredLink, link: Link, limits: Limits): FieldChange[] {
  const { name, expiresAt, startsAt, maxUses, rootRole, show, enabled, revoked } = wanted
  const pairs: [string, unknown, unknown, unknown][] = [
    ['name', name, link.name, name],
    ['expiresAt', expiresAt, link.expiresAt, endOf(expiresAt, link, limits)],
    ['startsAt', startsAt, link.startsAt, instant(startsAt)],
    ['maxUses', maxUses, link.maxUses, maxUses],
    ['rootRole', rootRole, link.role.name, roleName(rootRole, link)],
    ['show.title', show?.title, link.show.title ?? null, show?.title],
    ['enabled', enabled, link.enabled, enabled],
    ['revoked', revoked, link.state === 'revoked', revoked],
  ]
  return pairs
    .filter(([, given]) => given !== undefined)
    .map(([field, , from, to]) => ({ field, from, to }))
}

function roleName(wanted: number | string | undefined, { role }: Link): unknown {
  return wanted !== undefined && findRoleId(wanted) === role.id ? role.name : wanted
}

function isDifferent({ from, to }: FieldChange): boolean {
  return !isDeepStrictEqual(from, to)
}

/** What has to change of a link for it to be as it is declared. Fields that are not declared stay. */
export function compareLink(wanted: DeclaredLink, link: Link, limits: Limits): FieldChange[] {
  return pairsOf(wanted, link, limits).filter(isDifferent)
}

/** What has to change of the settings. */
export function compareSettings(wanted: DeclaredSettings, settings: Settings): FieldChange[] {
  const { roleDescriptions = {}, linkDefaults, ...plain } = wanted
  const current: Record<string, unknown> = settings
  const texts: Record<string, unknown> = settings.roleDescriptions
  const changes = Object.entries(plain)
    .filter(([, to]) => to !== undefined)
    .map(([field, to]) => ({ field, from: current[field], to }))
  const sayings = Object.entries(roleDescriptions)
    .filter(([, to]) => to !== undefined)
    .map(([id, to]) => ({
      field: `roleDescriptions.${id}`,
      from: texts[id] ?? null,
      to: to || null,
    }))
  const defaults = linkDefaults && {
    ...linkDefaults,
    rootRole: findRoleId(linkDefaults.rootRole) ?? linkDefaults.rootRole,
  }
  const links = defaults
    ? [{ field: 'linkDefaults', from: settings.linkDefaults, to: defaults }]
    : []
  return [...changes, ...sayings, ...links].filter(isDifferent)
}
