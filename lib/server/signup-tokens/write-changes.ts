import { isDeepStrictEqual } from 'node:util'
import type { Caller } from '@/lib/server/auth/auth'
import type { Db, Json, SignupToken } from '@/lib/server/db/db'
import { type NewEvent, recordEvents } from '@/lib/server/events/events'
import { now } from '@/lib/server/runtime/clock'
import type { LinkShow } from '@/lib/signup-token-show'

/** Values of a link's columns. */
export type LinkData = Partial<Omit<SignupToken, 'show'> & { show: LinkShow }>

/** The values that a change writes, and its event. */
export type LinkChange = {
  data: LinkData
  type: 'updated' | 'revoked' | 'restored' | 'rotated'
  /** The reason, if nobody requested the change of this link itself. */
  reason?: string
}

/** A locked link and its change. */
export type PlannedChange = { link: SignupToken; change: LinkChange }

/** Revokes a link; a revoked link keeps its instant. */
export function revoking({ revokedAt }: SignupToken): LinkChange {
  return { data: { revokedAt: revokedAt ?? now() }, type: 'revoked' }
}

/** The change without values that are already set; null if nothing is left. */
export function planChange(link: SignupToken, change: LinkChange): PlannedChange | null {
  const [old, wanted] = [toJson(link), toJson(change.data)]
  const fields = Object.entries(change.data).filter(
    ([name]) => !isDeepStrictEqual(wanted[name], old[name]),
  )
  if (fields.length === 0) return null
  return { link, change: { ...change, data: Object.fromEntries(fields) } }
}

/**
 * Writes changes of links whose rows are locked: equal ones in one statement, and an event for each link.
 * Use cases change a link that they have read only through this function.
 */
export async function writeChanges(
  tx: Db,
  actor: NewEvent['actor'],
  planned: PlannedChange[],
): Promise<void> {
  const groups = new Map<string, { ids: string[]; data: LinkData }>()
  for (const { link, change } of planned) {
    const key = JSON.stringify(change.data)
    const group = groups.get(key) ?? { ids: [], data: change.data }
    groups.set(key, group)
    group.ids.push(link.id)
  }
  for (const { ids, data } of groups.values()) {
    const where = { id: { in: ids } }
    await tx.signupToken.updateMany({ where, data: { ...data, version: { increment: 1 } } })
  }
  await recordEvents(
    tx,
    planned.map(({ link, change }) => changeEvent(actor, link, change)),
  )
}

/**
 * The event of a change: old and new value of each field. The nonce is left out, because a token is
 * derived from it.
 * @param before at least the fields that change
 */
export function changeEvent(
  actor: Pick<Caller, 'userId' | 'name'>,
  before: Partial<SignupToken> & { id: string },
  { type, data, reason }: LinkChange,
): NewEvent {
  const { nonce: _, ...facts } = data
  const [old, wanted] = [toJson(before), toJson(facts)]
  const changes: Json = Object.fromEntries(
    Object.entries(wanted).map(([name, to]) => [name, { from: old[name] ?? null, to }]),
  )
  return {
    type: `public-signup-token-${type}`,
    actor,
    signupTokenId: before.id,
    data: reason === undefined ? changes : { ...changes, reason },
  }
}

/** Instants as text, so that equal ones compare as equal. */
function toJson(data: Partial<SignupToken> | LinkData): Json {
  return JSON.parse(JSON.stringify(data))
}
