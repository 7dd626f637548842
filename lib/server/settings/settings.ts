import { isDeepStrictEqual } from 'node:util'
import {
  applySettings,
  defaultSettings,
  type Settings,
  settingFacts,
  settingNames,
  type UpdateSettingsInput,
} from '@/lib/schemas/settings'
import type { Caller } from '@/lib/server/auth/auth'
import { type Db, getDb, type Json } from '@/lib/server/db/db'
import { recordEvent } from '@/lib/server/events/events'
import { requireVersion } from '@/lib/server/http/etag'
import { now } from '@/lib/server/runtime/clock'
import { getEnv } from '@/lib/server/runtime/env'

const key = 'instance-settings'

/** How long a process uses its cached settings, which another process may have changed. */
const FRESH = 5_000

type Stored = Settings & { version: number }
type Cache = { stored: Stored; readAt: number }

// Next may load this module more than once in a process; all copies have to see a change at once.
const shared = globalThis as typeof globalThis & { foyerSettings?: Cache | undefined }

const initial: Stored = { ...defaultSettings, version: 1 }

async function load(db: Db): Promise<Stored> {
  const row = await db.setting.findUnique({ where: { key } })
  return row ? { ...initial, ...JSON.parse(row.value) } : initial
}

function remember(stored: Stored): Stored {
  shared.foyerSettings = { stored, readAt: now().getTime() }
  return stored
}

/** The settings, at most a few seconds old. */
export async function getSettings(): Promise<Stored> {
  const known = shared.foyerSettings
  if (known && Math.abs(now().getTime() - known.readAt) < FRESH) return known.stored
  return remember(await load(getDb()))
}

/** The same for pages that have to work while the database is unavailable: then the last known values. */
export async function lastSettings(): Promise<Settings> {
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

/**
 * Changes the given settings. The row is locked, so that of two callers with the same `If-Match` version
 * the second gets `StaleError`.
 */
export async function updateSettings(
  actor: Caller,
  input: UpdateSettingsInput,
  ifMatch: string | null,
): Promise<Stored> {
  const stored = await getDb().$transaction(async (tx) => {
    const first = { key, value: JSON.stringify(initial) }
    await tx.setting.createMany({ data: [first], skipDuplicates: true })
    await tx.$queryRaw`SELECT 1 FROM "Setting" WHERE "key" = ${key} FOR UPDATE`
    const before = await load(tx)
    requireVersion(ifMatch, before.version)
    const wanted = applySettings(before, input)
    const facts = changes(before, wanted)
    // A change that changes nothing writes no event and keeps the ETag.
    if (Object.keys(facts).length === 0) return before
    const after = { ...wanted, version: before.version + 1 }
    await tx.setting.update({ where: { key }, data: { value: JSON.stringify(after) } })
    await recordEvent(tx, { type: 'settings-updated', actor, data: facts })
    return after
  })
  return remember(stored)
}

/** Old and new of each setting that changed; of what can be personal only that it did. */
function changes(before: Settings, after: Settings): Json {
  const changed = settingNames.filter((name) => !isDeepStrictEqual(before[name], after[name]))
  const facts = changed.map((name) => [
    name,
    settingFacts[name].isPersonal ? 'changed' : { from: before[name], to: after[name] },
  ])
  return Object.fromEntries(facts)
}
