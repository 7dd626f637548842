import { defaultSettings, type Settings } from '@/lib/schemas/settings'
import { type Db, getDb } from '@/lib/server/db/db'
import { now } from '@/lib/server/runtime/clock'
import { getEnv } from '@/lib/server/runtime/env'

/** The row that holds them. */
export const settingsKey = 'instance-settings'

/** How long a process uses its cached settings, which another process may have changed. */
const FRESH = 5_000

/** The version that brought the current logo, and the width of its box on pages. */
type LogoFacts = { version: number; width: number }

/** The settings as they are stored. */
export type Stored = Settings & { version: number; logo: LogoFacts | null }
type Cache = { stored: Stored; readAt: number }

// Next may load this module more than once in a process; all copies have to see a change at once.
const shared = globalThis as typeof globalThis & { foyerSettings?: Cache | undefined }

/** The settings of an instance of which nobody has set anything. */
export const initial: Stored = { ...defaultSettings, version: 1, logo: null }

/** The settings as the database has them. */
export async function load(db: Db): Promise<Stored> {
  const row = await db.setting.findUnique({ where: { key: settingsKey } })
  return row ? { ...initial, ...JSON.parse(row.value) } : initial
}

/**
 * Keeps settings for a while, unless newer ones were kept a moment ago: a statement that began before a change
 * can end after it. Returns those that are kept.
 */
export function remember(stored: Stored): Stored {
  const known = shared.foyerSettings
  if (known && isFresh(known) && known.stored.version > stored.version) return known.stored
  shared.foyerSettings = { stored, readAt: now().getTime() }
  return stored
}

function isFresh({ readAt }: Cache): boolean {
  return Math.abs(now().getTime() - readAt) < FRESH
}

/** Forgets what was kept; for tests, which empty the database. */
export function forgetSettings(): void {
  shared.foyerSettings = undefined
}

/** The settings, at most a few seconds old. */
export async function getSettings(): Promise<Stored> {
  const known = shared.foyerSettings
  if (known && isFresh(known)) return known.stored
  return remember(await load(getDb()))
}

/** The same for pages that have to work while the database is unavailable: then the last known values. */
export async function lastSettings(): Promise<Stored> {
  try {
    return await getSettings()
  } catch {
    return shared.foyerSettings?.stored ?? initial
  }
}

/** What the password policy needs of the settings and the environment. */
export async function getPolicySettings(): Promise<{ instanceName: string; minLength: number }> {
  const { instanceName } = await getSettings()
  return { instanceName, minLength: getEnv().passwordMinLength }
}

/** What a new link is made with where nothing else is said. */
export async function getLinkDefaults(): Promise<Settings['linkDefaults']> {
  return (await getSettings()).linkDefaults
}

/** The current settings with their version, without the cache. */
export async function readSettings(): Promise<Stored> {
  return remember(await load(getDb()))
}

/** Where the logo is; another logo has another address. */
export function logoHref(logo: LogoFacts | null): string | null {
  return logo === null ? null : `/logo?v=${logo.version}`
}
