import { AppError } from '@/lib/errors'
import { requireVersion } from '@/lib/etag'
import type { PersonFact } from '@/lib/event-changes'
import { findRoleId } from '@/lib/roles'
import type { Person } from '@/lib/schemas/signup'
import type { UpdateUserInput } from '@/lib/schemas/user'
import type { Caller } from '@/lib/server/auth/auth'
import { type Change, endWaysIn, lockPeople } from '@/lib/server/auth/ways-in'
import { type Db, getDb, type Json, type User } from '@/lib/server/db/db'
import { takenColumns } from '@/lib/server/db/errors'
import { recordEvent } from '@/lib/server/events/events'
import { now } from '@/lib/server/runtime/clock'
import { pauseLinksOf } from '@/lib/server/signup-tokens/creators'
import { folded, foldedAsSeen, isVisible } from '@/lib/text'
import {
  isAdmin,
  keepLinksOf,
  lockAdmins,
  requireAnAdmin,
  requirePowerOver,
  retireBootstrapLinks,
} from './admins'

export type NewUser = Person & Pick<User, 'passwordHash' | 'roleId'>

export type UserRow = Omit<User, 'passwordHash'>

/** The original comparison of usernames; look-alikes may exist from that time. */
export function formerUsernameKey(username: string): string {
  return folded(username)
}

/**
 * The key by which usernames are compared, so that look-alikes count as the same: after NFKC, regardless
 * of case and invisible characters. The database function "username_key" has the same rule.
 */
export function usernameKey(username: string): string {
  return foldedAsSeen(username)
}

/**
 * The key for a username that a person submits: their existing key if the username is unchanged, even if
 * it looks like an older one of somebody else; otherwise a new key.
 */
export function keyOfOwn(username: string, present: string | null): string {
  const former = formerUsernameKey(username)
  return present === former ? former : usernameKey(username)
}

/** Throws if a new name is invisible. An existing one may stay, because the rule is newer. */
export function requireVisibleName(name: string, before: string): void {
  if (name === before || isVisible(name)) return
  throw new AppError('BadDataError', { problems: [{ path: '/body/name', code: 'nameInvisible' }] })
}

/** The row of a new person: with or without the role, which a sign-up takes from the link. */
export function newUserRow<T extends Omit<NewUser, 'roleId'>>(user: T) {
  const key = user.username === null ? null : usernameKey(user.username)
  return { ...user, usernameKey: key, createdAt: now() }
}

/** Adds a person. Throws `NameExistsError` with the field where email or username is taken. */
export async function createUser(tx: Db, user: NewUser): Promise<UserRow> {
  return await namingTaken(() => tx.user.create({ data: newUserRow(user) }))
}

const taken = [
  { column: 'email', path: '/body/email', code: 'emailTaken' },
  { column: 'usernameKey', path: '/body/username', code: 'usernameTaken' },
] as const

/** Runs a write; a taken email or username becomes `NameExistsError` on its field. */
export async function namingTaken<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    const problem = taken.find(({ column }) => takenColumns(error)?.includes(column))
    if (!problem) throw error
    const { path, code } = problem
    throw new AppError('NameExistsError', { problems: [{ path, code }] })
  }
}

/** A person by id. Throws `NotFoundError`. */
export async function getUser(id: number): Promise<UserRow> {
  const user = await getDb().user.findUnique({ where: { id } })
  if (!user) throw new AppError('NotFoundError')
  return user
}

/**
 * Updates a person, and ends the ways in that the change affects (lib/server/auth/ways-in.ts). A change
 * that changes nothing writes no event and keeps the ETag.
 */
export async function updateUser(
  actor: Caller,
  id: number,
  input: UpdateUserInput,
  ifMatch: string | null,
): Promise<UserRow> {
  return await getDb().$transaction(async (tx) => {
    await lockAdmins(tx, actor)
    await lockPeople(tx, [id])
    const before = await tx.user.findUnique({ where: { id } })
    if (!before) throw new AppError('NotFoundError')
    requireVersion(ifMatch, before.version)
    const wanted = wantedOf(before, input)
    requireVisibleName(wanted.name, before.name)
    const facts = changed(before, wanted)
    const changes = changesOf(before, wanted)
    if (changes.some(takesOver)) requirePowerOver(actor, before)
    // After a decision about the account, undoing a rollback no longer affects it.
    const decided = input.enabled !== undefined && before.reversalId !== null
    if (Object.keys(facts).length === 0 && !decided) return before
    const rollback = decided ? { reversalId: null } : {}
    const data = { ...wanted, ...rollback, version: { increment: 1 } }
    await keepLinksOf(tx, actor, before, wanted)
    const after = await namingTaken(() => tx.user.update({ where: { id }, data }))
    await keepAnAdmin(tx, before, after)
    for (const change of changes) await endWaysIn(tx, change, { userIds: [id] })
    await recordEvent(tx, { type: 'user-updated', actor, userId: id, data: facts })
    return after
  })
}

/** The part of a change that affects how the person signs in. */
function changesOf(before: Changeable, after: Changeable): Change[] {
  return [
    ...(before.enabled && !after.enabled ? (['disabled'] as const) : []),
    ...(before.roleId !== after.roleId ? (['role-changed'] as const) : []),
    ...(before.email !== after.email ? (['email-changed'] as const) : []),
  ]
}

/** Whether a change can give somebody else access to the account. */
function takesOver(change: Change): boolean {
  return change === 'role-changed' || change === 'email-changed'
}

async function keepAnAdmin(tx: Db, before: UserRow, after: UserRow): Promise<void> {
  if (isAdmin(before) && !isAdmin(after)) await requireAnAdmin(tx)
  if (isAdmin(after)) await retireBootstrapLinks(tx)
}

type Changeable = Pick<UserRow, 'name' | 'email' | 'roleId' | 'enabled'>

function wantedOf(before: UserRow, { rootRole, ...input }: UpdateUserInput): Changeable {
  const { name = before.name, email = before.email, enabled = before.enabled } = input
  const roleId = rootRole === undefined ? null : findRoleId(rootRole)
  return { name, email, enabled, roleId: roleId ?? before.roleId }
}

/** A field that no sentence tells of does not compile. */
type Descriptions = {
  [Field in keyof Changeable & PersonFact]: (
    to: Changeable[Field],
    from: Changeable[Field],
  ) => Json[string]
}

/** What an event says of a changed field: the role and whether enabled; of the rest only that it changed. */
const described: Descriptions = {
  name: () => 'changed',
  email: () => 'changed',
  roleId: (to, from) => ({ from, to }),
  enabled: (to) => to,
}

/** The event data of a change; empty if nothing changed. */
function changed(before: Changeable, after: Changeable): Json {
  const tell = <Field extends keyof Changeable>(field: Field): Json =>
    before[field] === after[field] ? {} : { [field]: described[field](after[field], before[field]) }
  const fields = Object.keys(described) as (keyof Changeable)[]
  return Object.assign({}, ...fields.map(tell))
}

/** Deletes personal data without a foreign key: invite requests with the address, and request contexts of events. */
async function forget(tx: Db, { id, email }: UserRow): Promise<void> {
  await tx.inviteRequest.deleteMany({ where: { email } })
  await tx.event.updateMany({
    where: { actorUserId: id },
    data: { address: null, userAgent: null },
  })
}

/** Signs a person out everywhere and ends all their other ways in. Throws `NotFoundError`. */
export async function endSessionsOf(actor: Caller, id: number): Promise<void> {
  await getDb().$transaction(async (tx) => {
    await lockAdmins(tx, actor)
    if ((await tx.user.count({ where: { id } })) === 0) throw new AppError('NotFoundError')
    const ended = await endWaysIn(tx, 'signed-out-everywhere', { userIds: [id] })
    if (ended === 0) return
    await recordEvent(tx, { type: 'user-sessions-ended', actor, userId: id })
  })
}

/** Deletes a person and their personal data; the use of the link still counts. */
export async function deleteUser(actor: Caller, id: number, ifMatch: string | null): Promise<void> {
  await getDb().$transaction(async (tx) => {
    await lockAdmins(tx, actor)
    await lockPeople(tx, [id])
    const before = await tx.user.findUnique({ where: { id } })
    if (!before) throw new AppError('NotFoundError')
    requireVersion(ifMatch, before.version)
    requirePowerOver(actor, before)
    await endWaysIn(tx, 'deleted', { userIds: [id] })
    await pauseLinksOf(tx, actor, [id], 'creator-deleted')
    await tx.user.delete({ where: { id } })
    await forget(tx, before)
    if (isAdmin(before)) await requireAnAdmin(tx)
    await recordEvent(tx, { type: 'user-deleted', actor, userId: id })
  })
}
