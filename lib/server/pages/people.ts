import { roles } from '@/lib/roles'
import { type PersonField, personOf } from '@/lib/schemas/signup'
import { listPasswordResets } from '@/lib/server/account/password-resets'
import { listPersonalTokens } from '@/lib/server/account/personal-tokens'
import { listSessionsOf } from '@/lib/server/account/sessions'
import { getDb } from '@/lib/server/db/db'
import type { Columns } from '@/lib/server/http/csv'
import { now } from '@/lib/server/runtime/clock'
import { getSettings } from '@/lib/server/settings/settings'
import { isAdmin } from '@/lib/server/users/admins'
import { users } from '@/lib/server/users/list'
import type { UserRow } from '@/lib/server/users/users'
import { readAgent } from '@/lib/user-agent'
import { personActivity } from './events/activity'
import { listPage } from './list-page'

/** By which link each of these people came, and when. */
async function usesOf(people: UserRow[]) {
  const uses = await getDb().signupTokenUse.findMany({
    where: { userId: { in: people.map(({ id }) => id) } },
    select: {
      userId: true,
      usedAt: true,
      signupToken: { select: { id: true, name: true, bootstrap: true } },
    },
  })
  // The link of the first administrator is not among the links.
  return new Map(
    uses.map(({ userId, usedAt, signupToken: { id, name, bootstrap } }) => [
      userId,
      { usedAt, link: bootstrap ? null : { id, name } },
    ]),
  )
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
    const link = use?.link ?? null
    return {
      id,
      ...personOf(user),
      enabled,
      version: user.version,
      seenAt: seenAt?.toISOString() ?? null,
      role: roleName(user.roleId),
      roleId: user.roleId,
      joinedAt: joinedAt.toISOString(),
      link,
    }
  })
}

/** The data of /admin/people for its query. An invalid query lists nobody and gives the reason. */
export async function peoplePage(query: URLSearchParams) {
  const { items, ...shown } = await listPage(users, query)
  const link = query.get('link')
  const [people, through] = await Promise.all([
    toRows(items),
    link && shown.problem === null ? findLinkName(link) : null,
  ])
  return { ...shown, people, link: through, now: now().toISOString() }
}

/** Those who came last. */
export async function newestPeople(limit: number) {
  return await toRows((await users.page({ limit })).items)
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
  joinedAt: ({ joinedAt }) => joinedAt,
  joinedBy: ({ link }) => link?.name ?? null,
  seenAt: ({ seenAt }) => seenAt,
} satisfies Record<PersonField, Column> & Columns<PersonRow>

/** Everybody whom a query finds, in batches. Throws `BadDataError` for a query that cannot be. */
export function personPages(query: URLSearchParams) {
  const asked = users.read(query)
  async function* pages() {
    for await (const batch of users.pages(asked)) yield await toRows(batch)
  }
  return pages()
}

/**
 * The data of the page of a person, or null if nobody has this id.
 * @param sessionId the session that looks at it
 */
export async function findPerson(id: number, sessionId: string | null) {
  const user = await getDb().user.findUnique({ where: { id } })
  if (!user) return null
  const [[row], sessions, others, activity, tokens, resets, settings] = await Promise.all([
    toRows([user]),
    listSessionsOf(id, { sessionId }),
    getDb().user.findFirst({ where: { roleId: 1, enabled: true, id: { not: id } } }),
    personActivity(id),
    listPersonalTokens(id),
    listPasswordResets(id),
    getSettings(),
  ])
  if (!row) return null
  return {
    ...row,
    loginAttempts: user.loginAttempts,
    isRemoved: user.reversalId !== null,
    isLastAdmin: isAdmin(user) && others === null,
    sessions: sessions.map(({ userAgent, ...session }) => ({
      ...session,
      agent: readAgent(userAgent),
    })),
    events: activity,
    tokens,
    resets,
    roleTexts: settings.roleDescriptions,
    now: now().toISOString(),
  }
}
