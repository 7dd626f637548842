import { ADMIN_ROLE, VIEWER_ROLE } from '@/lib/roles'
import { personOf } from '@/lib/schemas/signup'
import { type Caller, type Person, requireCaller, requirePerson } from '@/lib/server/auth/auth'
import { hashPassword } from '@/lib/server/auth/passwords'
import { createSession } from '@/lib/server/auth/sessions'
import { getDb } from '@/lib/server/db/db'
import { HOUR, now } from '@/lib/server/runtime/clock'
import { sha256 } from '@/lib/server/runtime/keys'
import { insertSignupToken } from '@/lib/server/signup-tokens/signup-tokens'
import { inviteToken } from '@/lib/server/signup-tokens/token'
import { createUser } from '@/lib/server/users/users'

export const goodPassword = 'correct horse battery'
const adminSecret = '*:*.obviously-fake-admin-token'

let serial = 0

/** A number that no other thing of this test file has. */
export function nextNumber(): number {
  serial += 1
  return serial
}

const creator: Caller = {
  via: 'api-token',
  userId: null,
  apiTokenId: null,
  sessionId: null,
  personalTokenId: null,
  name: 'Test',
  permissions: ['ADMIN'],
}

type LinkOptions = Partial<Parameters<typeof insertSignupToken>[2]>

/** An open link without a limit, as Viewer, for an hour; with its token. */
export async function givenLink(options: LinkOptions = {}) {
  const link = await insertSignupToken(getDb(), creator, {
    name: `Link ${nextNumber()}`,
    expiresAt: new Date(now().getTime() + HOUR),
    startsAt: null,
    maxUses: null,
    roleId: VIEWER_ROLE,
    ...options,
  })
  return { ...link, token: inviteToken(link) }
}

/** A person with `goodPassword`. */
export async function givenUser(options: Partial<Parameters<typeof createUser>[1]> = {}) {
  const number = nextNumber()
  return await createUser(getDb(), {
    ...personOf({ email: `person${number}@example.org`, name: `Person ${number}` }),
    passwordHash: await hashPassword(goodPassword),
    roleId: VIEWER_ROLE,
    ...options,
  })
}

export async function givenAdmin() {
  return await givenUser({ roleId: ADMIN_ROLE })
}

/** A person as the one who asks, in a browser where they are signed in. */
export async function signedIn({ id }: { id: number }): Promise<Person> {
  return await requirePerson(new Headers({ cookie: await cookieFor(id) }))
}

/** A `Cookie` header that signs a person in. */
export async function cookieFor(userId: number): Promise<string> {
  return `__Host-foyer=${await createSession(getDb(), userId, 'test')}`
}

/** An administrator's API token whose secret is `adminSecret`, made once. */
export async function givenAdminToken(): Promise<string> {
  const data = { name: 'Test token', secretHash: sha256(adminSecret) }
  const where = { secretHash: data.secretHash }
  await getDb().apiToken.upsert({ where, create: data, update: {} })
  return adminSecret
}

/** An administrator's program as the one who asks. */
export async function givenProgram(): Promise<Caller> {
  return await requireCaller(new Headers({ authorization: await givenAdminToken() }))
}

/** What a person sends. */
export function signupBody(fields: Record<string, unknown> = {}) {
  const number = nextNumber()
  const email = `member${number}@example.org`
  return { email, name: `Member ${number}`, password: goodPassword, ...fields }
}
