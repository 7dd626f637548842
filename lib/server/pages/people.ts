import { roles } from '@/lib/roles'
import { type PersonField, personOf } from '@/lib/schemas/signup'
import { listPasswordResets } from '@/lib/server/account/password-resets'
import { listPersonalTokens } from '@/lib/server/account/personal-tokens'
import { countSessions } from '@/lib/server/auth/sessions'
import { getDb } from '@/lib/server/db/db'
import { events } from '@/lib/server/events/list'
import type { Columns } from '@/lib/server/http/csv'
import { isAdmin } from '@/lib/server/users/admins'
import { users } from '@/lib/server/users/list'
import type { UserRow } from '@/lib/server/users/users'
import { listPage } from './list-page'

/** By which link each of these people came, and when. */
async function usesOf(people: UserRow[]) {
  const uses = await getDb().signupTokenUse.findMany({
    where: { userId: { in: people.map(({ id }) => id) } },
    select: { userId: true, usedAt: true, signupToken: { select: { id: true, name: true } } },
  })
  return new Map(uses.map(({ userId, usedAt, signupToken }) => [userId, { usedAt, signupToken }]))
}

function roleName(roleId: number): string {
  return roles.find(({ id }) => id === roleId)?.name ?? ''
}

async function toRows(people: UserRow[]) {
  const uses = await usesOf(people)
  return people.map((user) => {
    const { id, enabled, seenAt, createdAt } = user
    const use = uses.get(id)
    const joinedAt = use?.usedAt ?? createdAt
    const link = use?.signupToken ?? null
    return {
      id,
      ...personOf(user),
      enabled,
      seenAt,
      role: roleName(user.roleId),
      joinedAt,
      link,
    }
  })
}

/** The data of /admin/people for its query. An invalid query lists nobody and gives the reason. */
export async function peoplePage(query: URLSearchParams) {
  const { items, nextCursor, problem } = await listPage(users, query)
  const link = query.get('link')
  const [people, through] = await Promise.all([
    toRows(items),
    link && problem === null ? findLinkName(link) : null,
  ])
  return { people, nextCursor, link: through, problem }
}

async function findLinkName(id: string) {
  const select = { id: true, name: true } as const
  return (await getDb().signupToken.findUnique({ where: { id }, select })) ?? { id, name: id }
}

type PersonRow = Awaited<ReturnType<typeof toRows>>[number]

type Column = Columns<PersonRow>[string]

/** The columns of the CSV file of people. */
export const personColumns = {
  id: ({ id }) => id,
  name: ({ name }) => name,
  email: ({ email }) => email,
  username: ({ username }) => username,
  role: ({ role }) => role,
  enabled: ({ enabled }) => enabled,
  joinedAt: ({ joinedAt }) => joinedAt.toISOString(),
  joinedBy: ({ link }) => link?.name ?? null,
  seenAt: ({ seenAt }) => seenAt?.toISOString() ?? null,
} satisfies Record<PersonField, Column> & Columns<PersonRow>

/** Everybody whom a query finds, in batches. Throws `BadDataError` for a query that cannot be. */
export function personPages(query: URLSearchParams) {
  const asked = users.read(query)
  async function* pages() {
    for await (const batch of users.pages(asked)) yield await toRows(batch)
  }
  return pages()
}

/** The data of the page of a person, or null if nobody has this id. */
export async function findPerson(id: number) {
  const user = await getDb().user.findUnique({ where: { id } })
  if (!user) return null
  const [[row], sessions, others, { items }, tokens, resets] = await Promise.all([
    toRows([user]),
    countSessions(getDb(), [id]),
    getDb().user.findFirst({ where: { roleId: 1, enabled: true, id: { not: id } } }),
    events.page({ userId: id, limit: 20 }),
    listPersonalTokens(id),
    listPasswordResets(id),
  ])
  if (!row) return null
  const { roleId, version, loginAttempts, reversalId } = user
  return {
    ...row,
    ...{ roleId, version, loginAttempts, reversalId },
    sessions: sessions.get(id) ?? 0,
    isLastAdmin: isAdmin(user) && others === null,
    events: items,
    tokens,
    resets,
  }
}
