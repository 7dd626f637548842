import type { Schemas } from '@/client/client'
import type { Link } from '../commands/links'
import type { Connection } from '../connection'
import { compareLink, compareSettings, type FieldChange, type Limits } from './compare'
import type { Declared, DeclaredLink } from './schema'

/** What has to be done with one declared link. */
export type LinkPlan = {
  key: string
  wanted: DeclaredLink
  action: 'create' | 'change' | 'none'
  changes: FieldChange[]
  /** The link as it is; null where there is none. */
  link: Link | null
}

export type Plan = {
  links: LinkPlan[]
  settings: { changes: FieldChange[]; body: Schemas['updateSettingsSchema'] }
  limits: Limits
}

/** What the file and the API differ in. Reads only. */
export async function createPlan(
  connection: Connection,
  { links = {}, settings = {} }: Declared,
  now: Date,
): Promise<Plan> {
  const { client, ask } = connection
  const current = await ask(client.GET('/api/admin/settings'))
  const limits = { now, maxLifetimeDays: current.maxLifetimeDays }
  const plans: LinkPlan[] = []
  for (const [key, wanted] of Object.entries(links)) {
    plans.push(await planLink(connection, key, wanted, limits))
  }
  const changes = compareSettings(settings, current)
  const changed = new Set(changes.map(({ field }) => field.split('.')[0]))
  const body = Object.fromEntries(Object.entries(settings).filter(([name]) => changed.has(name)))
  return { links: plans, settings: { changes, body }, limits }
}

/** What has to be done with the link of a key. */
export async function planLink(
  { client, ask }: Connection,
  key: string,
  wanted: DeclaredLink,
  limits: Limits,
): Promise<LinkPlan> {
  const params = { query: { key } }
  const { tokens } = await ask(client.GET('/api/admin/invite-link/tokens', { params }))
  const link = tokens[0] ?? null
  if (link === null) {
    // Whoever declares a link as revoked wants nobody to join through it.
    const action = wanted.revoked === true ? 'none' : 'create'
    return { key, wanted, action, changes: [], link }
  }
  const changes = compareLink(wanted, link, limits)
  return { key, wanted, action: changes.length > 0 ? 'change' : 'none', changes, link }
}

export function isEmpty({ links, settings }: Plan): boolean {
  return settings.changes.length === 0 && links.every(({ action }) => action === 'none')
}
