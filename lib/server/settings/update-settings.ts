import { isDeepStrictEqual } from 'node:util'
import { requireVersion } from '@/lib/etag'
import {
  applySettings,
  type Settings,
  settingFacts,
  settingNames,
  type UpdateSettingsInput,
} from '@/lib/schemas/settings'
import type { Caller } from '@/lib/server/auth/auth'
import { type Db, getDb, type Json } from '@/lib/server/db/db'
import { recordEvent } from '@/lib/server/events/events'
import { initial, settingsKey as key, load, remember, type Stored } from './settings'

/** The settings after a change, and what its event says. */
type Planned = { wanted: Stored; facts: Json }

/**
 * Changes the settings. The row is locked, so that of two callers with the same `If-Match` version the second
 * gets `StaleError`.
 * @param plan gets the version that the change will have; null where nothing would change: then no event is
 * written, and the ETag stays
 */
export async function changeStored(
  actor: Caller,
  ifMatch: string | null,
  plan: (tx: Db, before: Stored, version: number) => Promise<Planned | null>,
): Promise<Stored> {
  const stored = await getDb().$transaction(async (tx) => {
    const first = { key, value: JSON.stringify(initial) }
    await tx.setting.createMany({ data: [first], skipDuplicates: true })
    await tx.$queryRaw`SELECT 1 FROM "Setting" WHERE "key" = ${key} FOR UPDATE`
    const before = await load(tx)
    requireVersion(ifMatch, before.version)
    const version = before.version + 1
    const planned = await plan(tx, before, version)
    if (!planned) return before
    const after = { ...planned.wanted, version }
    await tx.setting.update({ where: { key }, data: { value: JSON.stringify(after) } })
    await recordEvent(tx, { type: 'settings-updated', actor, data: planned.facts })
    return after
  })
  return remember(stored)
}

/** Changes the given settings. */
export async function updateSettings(
  actor: Caller,
  input: UpdateSettingsInput,
  ifMatch: string | null,
): Promise<Stored> {
  return await changeStored(actor, ifMatch, async (_, before) => {
    const wanted = { ...before, ...applySettings(before, input) }
    const facts = changes(before, wanted)
    return Object.keys(facts).length === 0 ? null : { wanted, facts }
  })
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
