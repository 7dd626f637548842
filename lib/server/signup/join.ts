import * as z from 'zod/mini'
import { AppError } from '@/lib/errors'
import type { NewSession } from '@/lib/server/auth/sessions'
import { type Db, join as list, type SignupToken, type Sql, sql } from '@/lib/server/db/db'
import { insertFrom, name } from '@/lib/server/db/insert'
import { attemptRow, eventRow } from '@/lib/server/events/events'
import { now } from '@/lib/server/runtime/clock'
import { claim, returnPlace } from '@/lib/server/signup-tokens/signup-tokens'
import type { NewMember } from '@/lib/server/users/responses'
import { type NewUser, namingTaken, newUserRow } from '@/lib/server/users/users'

type Link = Pick<SignupToken, 'id' | 'nonce'>
type Person = Omit<NewUser, 'roleId'>

const memberSchema = z.strictObject({
  id: z.int(),
  email: z.string(),
  name: z.string(),
  username: z.nullable(z.string()),
  loginAttempts: z.int(),
  seenAt: z.nullable(z.date()),
  createdAt: z.date(),
  roleId: z.int(),
}) satisfies z.ZodMiniType<NewMember>

/** No id where the statement added nobody, since the address is registered. */
const registeredSchema = z.object({ id: z.null(), roleId: z.int() })

const ownerSchema = z.strictObject({ id: z.int() })

/**
 * Lets somebody join through a link: claims the place, creates the person with the link's role, records
 * the use, writes the events and opens the session, in one statement (docs/decisions/0038).
 * @param session null for none
 * @returns null if no place could be claimed; then nothing was written
 * @throws `NameExistsError` with the field if email or username is taken
 */
export async function join(
  tx: Db,
  link: Link,
  person: Person,
  session: NewSession | null,
): Promise<NewMember | null> {
  const statement = session
    ? sql`/* prepared: sign-up */ ${joinStatement(link, person, { opened: opening(session) })}`
    : sql`/* prepared: sign-up-only */ ${joinStatement(link, person, {})}`
  const rows = await namingTaken(() => tx.$queryRaw(statement))
  return z.array(memberSchema).parse(rows)[0] ?? null
}

function opening(session: NewSession): Sql {
  const row = { ...session, userId: name('id') }
  return sql`,
    opened AS (${insertFrom('Session', row, 'person')})`
}

/**
 * The same without a session, for strict mode. Where the address is registered it adds nobody, gives the
 * place back and writes that the owner is to be told, at most once a day. It is the same two statements for a
 * new address and a registered one.
 * @returns the role of the link, or null where no place could be taken
 * @throws `UnavailableError` where the account was deleted in between
 */
export async function joinIfNew(
  tx: Db,
  link: Link,
  person: Person,
): Promise<{ roleId: number } | null> {
  const onTaken = sql`ON CONFLICT ("email") DO NOTHING`
  const statement = sql`/* prepared: strict-sign-up */ ${joinStatement(link, person, { onTaken })}`
  const rows = await tx.$queryRaw(statement)
  const [joined] = z.array(z.union([memberSchema, registeredSchema])).parse(rows)
  if (!joined) return null
  const isRegistered = joined.id === null
  const owners = await tx.$queryRaw(tellOwner(link, isRegistered ? person.email : null))
  if (isRegistered && z.array(ownerSchema).parse(owners).length === 0) {
    throw new AppError('UnavailableError', { headers: { 'retry-after': '1' } })
  }
  return joined
}

const nothing = sql``

/** One row with the person where one was added, one without where not, none where no place could be taken. */
function joinStatement(link: Link, person: Person, { onTaken = nothing, opened = nothing }): Sql {
  const at = now()
  const [id, roleId] = [name('id'), name('roleId')]
  const user = { ...newUserRow(person), roleId }
  const use = { signupTokenId: link.id, userId: id, usedAt: at }
  const ids = { actor: { userId: id, name: person.email }, userId: id, signupTokenId: link.id }
  const data = sql`jsonb_build_object('roleId', ${roleId})`
  const created = eventRow<Sql>({ type: 'user-created', ...ids, data })
  const added = eventRow<Sql>({ type: 'public-signup-token-user-added', ...ids })
  // The second event reads from the first, so that it is written after it.
  return sql`
    WITH claimed AS (${claim(link, at)}),
    person AS (${insertFrom('User', user, 'claimed')} ${onTaken} RETURNING *),
    used AS (${insertFrom('SignupTokenUse', use, 'person')}),
    created AS (${insertFrom('Event', created, 'person')} RETURNING "userId" AS "id"),
    added AS (${insertFrom('Event', added, 'created')})${opened}
    SELECT ${list(Object.keys(memberSchema.shape).map(name))}
    FROM claimed LEFT JOIN person USING ("roleId")`
}

/** Undoes the claim for the owner of an address, and notes that they are to be told; with null does nothing. */
function tellOwner(link: Link, email: string | null): Sql {
  const event = attemptRow(name('id'), link.id)
  return sql`
    /* prepared: tell-owner */
    WITH owner AS (SELECT "id" FROM "User" WHERE "email" = ${email}),
    returned AS (${returnPlace(link, 'owner')}),
    told AS (${insertFrom('Event', event, 'owner')} ON CONFLICT DO NOTHING)
    SELECT "id" FROM owner`
}
