import type { Link, UpdateLink } from '../commands/links'
import { linkPath, updateLink } from '../commands/links'
import type { Connection } from '../connection'
import { RefusedError } from '../errors'
import type { FieldChange, Limits } from './compare'
import { type LinkPlan, type Plan, planLink } from './plan'
import type { DeclaredLink } from './schema'

/** What became of one declared thing. */
export type Outcome = {
  name: string
  result: 'created' | 'changed' | 'unchanged' | 'refused'
  link: Link | null
  error: RefusedError | null
}

/** Does what a plan says. Something that is refused does not stop the rest. */
export async function carryOut(connection: Connection, plan: Plan): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const link of plan.links) {
    outcomes.push(await attempt(link.key, () => carryOutLink(connection, link, plan.limits)))
  }
  const { changes, body } = plan.settings
  if (changes.length > 0) {
    const { client, ask } = connection
    const change = async () => {
      await ask(client.PUT('/api/admin/settings', { body }))
      return { result: 'changed', link: null } as const
    }
    outcomes.push(await attempt('settings', change))
  }
  return outcomes
}

type Done = Pick<Outcome, 'result' | 'link'>

async function attempt(name: string, act: () => Promise<Done>): Promise<Outcome> {
  try {
    return { name, ...(await act()), error: null }
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error
    return { name, result: 'refused', link: null, error }
  }
}

async function carryOutLink(connection: Connection, plan: LinkPlan, limits: Limits): Promise<Done> {
  const { key, wanted, action, changes, link } = plan
  if (action === 'create') return await createLink(connection, key, wanted, limits)
  if (action === 'none' || link === null) return { result: 'unchanged', link }
  return { result: 'changed', link: await changeLink(connection, link, wanted, changes) }
}

async function createLink(
  connection: Connection,
  key: string,
  { revoked: _, enabled, ...fields }: DeclaredLink,
  limits: Limits,
): Promise<Done> {
  const { client, ask } = connection
  try {
    const body = { ...fields, key }
    const link = await ask(client.POST('/api/admin/invite-link/tokens', { body }))
    const paused = enabled === false && (await updateLink(connection, link.secret, { enabled }))
    return { result: 'created', link: paused || link }
  } catch (error) {
    if (!(error instanceof RefusedError && error.paths.includes('/body/key'))) throw error
    // Somebody else applied the same file and was faster: what differs from it now is changed.
    const wanted = { ...fields, ...(enabled !== undefined && { enabled }) }
    const plan = await planLink(connection, key, wanted, limits)
    if (plan.link === null) throw error
    return await carryOutLink(connection, plan, limits)
  }
}

/** Changes the fields that differ, and no others: they may have been changed for a reason. */
async function changeLink(
  connection: Connection,
  { secret }: Link,
  wanted: DeclaredLink,
  changes: FieldChange[],
): Promise<Link> {
  const names = new Set(changes.map(({ field }) => field.split('.')[0]))
  const { revoked, ...fields } = wanted
  const body: UpdateLink = Object.fromEntries(
    Object.entries(fields).filter(([name]) => names.has(name)),
  )
  if (names.has('revoked') && revoked === false) body.revoked = false
  const changed = Object.keys(body).length > 0 && (await updateLink(connection, secret, body))
  if (!names.has('revoked') || revoked !== true) {
    if (changed) return changed
    throw new Error('A plan that changes a link has a change.')
  }
  const { client, ask } = connection
  return await ask(client.DELETE(linkPath, { params: { path: { token: secret } } }))
}
