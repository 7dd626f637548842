import { AppError } from '@/lib/errors'
import { fieldMessage } from '@/lib/field-errors'
import { roles } from '@/lib/roles'
import { type PersonField, personOf } from '@/lib/schemas/signup'
import { listPasswordResets } from '@/lib/server/account/password-resets'
import { listPersonalTokens } from '@/lib/server/account/personal-tokens'
import { countSessions } from '@/lib/server/auth/sessions'
import { getDb } from '@/lib/server/db/db'
import { readNumericCursor } from '@/lib/server/db/paging'
import { listEvents } from '@/lib/server/events/events'
import { isAdmin } from '@/lib/server/users/admins'
import { everyUser, listUsers, readUserFilter, type UserFilter } from '@/lib/server/users/list'
import type { UserRow } from '@/lib/server/users/users'

const PAGE = 50

/** By which link each of these people came, and when. */
async function usesOf(users: UserRow[]) {
  const uses = await getDb().signupTokenUse.findMany({
    where: { userId: { in: users.map(({ id }) => id) } },
    select: { userId: true, usedAt: true, signupToken: { select: { id: true, name: true } } },
  })
  return new Map(uses.map(({ userId, usedAt, signupToken }) => [userId, { usedAt, signupToken }]))
}

function roleName(roleId: number): string {
  return roles.find(({ id }) => id === roleId)?.name ?? ''
}

async function toRows(users: UserRow[]) {
  const uses = await usesOf(users)
  return users.map((user) => {
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

/** What /admin/people shows for its query. A bad one gives nobody, and a sentence that says why. */
export async function peoplePage(query: URLSearchParams) {
  try {
    const filter = readUserFilter(query)
    const cursor = readNumericCursor(query)
    const [page, link] = await Promise.all([
      listUsers({ ...filter, cursor, limit: PAGE }),
      findLinkName(filter.link),
    ])
    return { people: await toRows(page.items), nextCursor: page.nextCursor, link, problem: null }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const [first] = error.problems
    const problem = first ? fieldMessage(first.code, first.values) : error.message
    return { people: [], nextCursor: null, link: null, problem }
  }
}

async function findLinkName(id: string | undefined) {
  if (id === undefined) return null
  const select = { id: true, name: true } as const
  return (await getDb().signupToken.findUnique({ where: { id }, select })) ?? { id, name: id }
}

type Row = Awaited<ReturnType<typeof toRows>>[number]
type Column = (row: Row) => string | number | boolean | null

/** The columns of the CSV file of people. */
const columns = {
  id: ({ id }) => id,
  name: ({ name }) => name,
  email: ({ email }) => email,
  username: ({ username }) => username,
  role: ({ role }) => role,
  enabled: ({ enabled }) => enabled,
  joinedAt: ({ joinedAt }) => joinedAt.toISOString(),
  joinedBy: ({ link }) => link?.name ?? null,
  seenAt: ({ seenAt }) => seenAt?.toISOString() ?? null,
} satisfies Record<PersonField, Column> & Record<string, Column>

export const exportHead = Object.keys(columns)

/** The lines of the CSV file of people. */
export async function* exportRows(filter: UserFilter) {
  for await (const users of everyUser(filter)) {
    const rows = await toRows(users)
    yield rows.map((row) => Object.values(columns).map((read) => read(row)))
  }
}

/** What one person's page shows, or null where nobody has this id. */
export async function findPerson(id: number) {
  const user = await getDb().user.findUnique({ where: { id } })
  if (!user) return null
  const [[row], sessions, others, events, tokens, resets] = await Promise.all([
    toRows([user]),
    countSessions(getDb(), [id]),
    getDb().user.findFirst({ where: { roleId: 1, enabled: true, id: { not: id } } }),
    listEvents({ userId: id, limit: 20 }),
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
    events: events.items,
    tokens,
    resets,
  }
}
