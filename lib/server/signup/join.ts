import type { EventType } from '@/lib/event-types'
import type { NewSession } from '@/lib/server/auth/sessions'
import type { Db } from '@/lib/server/db/db'
import { now } from '@/lib/server/runtime/clock'
import { requestContext } from '@/lib/server/runtime/request-context'
import { claim } from '@/lib/server/signup-tokens/signup-tokens'
import type { NewMember } from '@/lib/server/users/responses'
import { type NewUser, namingTaken, usernameKey } from '@/lib/server/users/users'

const created: EventType = 'user-created'
const joined: EventType = 'public-signup-token-user-added'

/**
 * Lets somebody in by a link: takes the place, adds the person with the link's role, notes the use,
 * writes the events and opens the session, by one statement (docs/decisions/0038).
 * @returns null where no place could be taken: then nothing was written
 * @throws `NameExistsError` with the field where email or username is taken
 */
export async function createMember(
  tx: Db,
  link: { id: string; nonce: string },
  person: Omit<NewUser, 'roleId'>,
  session: NewSession,
): Promise<NewMember | null> {
  const at = now()
  const { email, name, username, passwordHash } = person
  const key = username === null ? null : usernameKey(username)
  const { address, userAgent } = requestContext()
  const write = () => tx.$queryRaw<NewMember[]>`
    /* prepared: sign-up */
    WITH claimed AS (${claim(link, at)}),
    person AS (
      INSERT INTO "User"
        ("email", "name", "username", "usernameKey", "passwordHash", "roleId", "createdAt")
      SELECT ${email}, ${name}, ${username}, ${key}, ${passwordHash}, "roleId", ${at}
      FROM claimed
      RETURNING *
    ),
    used AS (
      INSERT INTO "SignupTokenUse" ("signupTokenId", "userId", "usedAt")
      SELECT ${link.id}, "id", ${at} FROM person
    ),
    told AS (
      INSERT INTO "Event"
        ("type", "createdAt", "actorUserId", "userId", "signupTokenId", "data", "address", "userAgent")
      SELECT event."type", ${at}, "id", "id", ${link.id}, event."data", ${address}, ${userAgent}
      FROM person, LATERAL (VALUES
        (1, ${created}, jsonb_build_object('roleId', "roleId")),
        (2, ${joined}, '{}')
      ) AS event ("place", "type", "data")
      ORDER BY event."place"
    ),
    opened AS (
      INSERT INTO "Session"
        ("id", "secretHash", "userAgent", "createdAt", "lastSeenAt", "expiresAt", "userId")
      SELECT ${session.id}, ${session.secretHash}, ${session.userAgent}, ${session.createdAt},
        ${session.createdAt}, ${session.expiresAt}, "id"
      FROM person
    )
    SELECT "id", "email", "name", "username", "loginAttempts", "seenAt", "createdAt", "roleId"
    FROM person`
  const [member] = await namingTaken(write)
  return member ?? null
}
