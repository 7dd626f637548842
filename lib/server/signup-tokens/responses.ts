import type { MembersResponse, SignupTokenResponse } from '@/lib/schemas/responses'
import { getDb } from '@/lib/server/db/db'
import { now } from '@/lib/server/runtime/clock'
import { getEnv } from '@/lib/server/runtime/env'
import { showOf } from '@/lib/signup-token-show'
import { inviteState } from '@/lib/signup-token-state'
import type { LinkMember } from './lists/members'
import type { SignupTokenRow } from './signup-tokens'
import { inviteToken } from './token'

/** Maximum number of members in a token object; `useCount` is the total. */
const SHOWN_USERS = 100

type Member = { id: number; name: string; username: string | null }

/** The latest members of each link, at most `SHOWN_USERS` per link, in one query for all. */
async function latestMembers(ids: string[]): Promise<Map<string, Member[]>> {
  const rows = await getDb().$queryRaw<(Member & { link: string })[]>`
    SELECT link, u."id", u."name", u."username"
    FROM unnest(${ids}::text[]) AS link
    CROSS JOIN LATERAL (
      SELECT person."id", person."name", person."username", use."id" AS "useId"
      FROM "SignupTokenUse" AS use JOIN "User" AS person ON person."id" = use."userId"
      WHERE use."signupTokenId" = link ORDER BY use."id" DESC LIMIT ${SHOWN_USERS}
    ) AS u
    ORDER BY u."useId" DESC`
  const members = new Map<string, Member[]>()
  for (const { link, ...member } of rows) {
    members.set(link, [...(members.get(link) ?? []), member])
  }
  return members
}

function serializeMember({ id, name, username }: Member) {
  return { id, name, ...(username !== null && { username }) }
}

/** The creator of a link: the admin's email, else username, else the API token's name (WIRE §4). */
export function creatorOf(row: SignupTokenRow): string {
  const nobody = row.creatorLost ? 'a deleted person' : 'Foyer'
  return row.createdBy?.email ?? row.createdByApiToken?.name ?? nobody
}

/** The address to share, built only from PUBLIC_URL, never from a request. */
export function inviteUrl(row: { id: string; nonce: string }): string {
  return `${getEnv().publicUrl}/invite/${inviteToken(row)}`
}

function serialize(row: SignupTokenRow, users: Member[]): SignupTokenResponse {
  return {
    secret: inviteToken(row),
    name: row.name,
    url: inviteUrl(row),
    expiresAt: row.expiresAt.toISOString(),
    enabled: row.enabled,
    createdAt: row.createdAt.toISOString(),
    createdBy: creatorOf(row),
    role: { id: row.role.id, name: row.role.name, type: row.role.type },
    users: users.map(serializeMember),
    state: inviteState(row, now()),
    useCount: row.useCount,
    maxUses: row.maxUses,
    startsAt: row.startsAt?.toISOString() ?? null,
    ...(row.key !== null && { key: row.key }),
    show: showOf(row),
  }
}

/** Links as the API shows them (WIRE §4). */
export async function toSignupTokenResponses(
  rows: SignupTokenRow[],
): Promise<SignupTokenResponse[]> {
  const members = await latestMembers(rows.map((row) => row.id))
  return rows.map((row) => serialize(row, members.get(row.id) ?? []))
}

/** Who came through a link, as the API shows them. People since deleted are left out. */
export function toMemberResponses(rows: LinkMember[]): MembersResponse['users'] {
  return rows.flatMap(({ userId: id, name, username, email, joinedAt }) =>
    id === null || name === null || email === null
      ? []
      : [{ ...serializeMember({ id, name, username }), email, joinedAt: joinedAt.toISOString() }],
  )
}

/** One link as the API shows it. */
export async function toSignupTokenResponse(row: SignupTokenRow): Promise<SignupTokenResponse> {
  const members = await latestMembers([row.id])
  return serialize(row, members.get(row.id) ?? [])
}

/** The link that a person joined through and when, or null for other accounts. */
export async function findUse(userId: number) {
  return await getDb().signupTokenUse.findUnique({
    where: { userId },
    include: { signupToken: true },
  })
}
