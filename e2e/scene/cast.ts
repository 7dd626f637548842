import { permissionsOf } from '@/lib/roles'
import { personOf } from '@/lib/schemas/signup'
import type { Caller, Person } from '@/lib/server/auth/auth'
import { newSession } from '@/lib/server/auth/sessions'
import { getDb } from '@/lib/server/db/db'
import { insertFrom, name } from '@/lib/server/db/insert'
import { eventRow } from '@/lib/server/events/events'
import { now } from '@/lib/server/runtime/clock'
import { sha256 } from '@/lib/server/runtime/keys'
import { withRequestContext } from '@/lib/server/runtime/request-context'
import { join } from '@/lib/server/signup/join'
import { countFor } from '@/lib/server/signup-tokens/counts/tally'
import type { SignupTokenRow } from '@/lib/server/signup-tokens/signup-tokens'
import { inviteToken } from '@/lib/server/signup-tokens/token'
import type { LinkKey } from './links'
import { type Admin, admins, visitors } from './names'

// The people, links and programs of the scene, as they appear while it is told.

/** The program that imports members for the club; nobody knows its secret. */
const programName = 'Membership import'

/** Numbers from 0 to 1 that are the same each time (mulberry32). */
function drawFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Who and what there is so far. */
export class Cast {
  readonly draw = drawFrom(20_26)
  readonly #links = new Map<LinkKey, SignupTokenRow>()
  readonly #people = new Map<string, Person>()
  #program: Caller | undefined

  constructor(readonly passwordHash: string) {}

  link(key: LinkKey): SignupTokenRow {
    return found(this.#links.get(key), key)
  }

  token(key: LinkKey): string {
    return inviteToken(this.link(key))
  }

  setLink(key: LinkKey, row: SignupTokenRow): void {
    this.#links.set(key, row)
  }

  person(email: string): Person {
    return found(this.#people.get(email), email)
  }

  admin(name: Admin | 'program'): Caller {
    return name === 'program' ? found(this.#program, name) : this.person(admins[name].email)
  }

  /** One of those who have joined, and not left. */
  drawPerson(): Person {
    const all = [...this.#people.values()]
    return found(all[Math.floor(this.draw() * all.length)], 'nobody')
  }

  async addProgram(): Promise<void> {
    const data = { name: programName, createdAt: now(), secretHash: sha256(crypto.randomUUID()) }
    const { id } = await getDb().apiToken.create({ data })
    const nobody = { userId: null, sessionId: null, personalTokenId: null }
    const permissions = permissionsOf(1)
    this.#program = { via: 'api-token', ...nobody, apiTokenId: id, name: programName, permissions }
  }

  /** Joins as the product does, but for the hash of the password, which all share. */
  async join(key: LinkKey, name: string, email: string): Promise<void> {
    const link = this.link(key)
    // Some only look at first, and some of those begin and come back later.
    const looks = 1 + (email.length % 3)
    for (let look = 0; look < looks; look += 1) countFor(link.id, 'opened')
    for (let begin = 0; begin < Math.max(1, looks - 1); begin += 1) countFor(link.id, 'started')
    const { row } = newSession(visitorOf(email).userAgent)
    const person = { ...personOf({ name, email }), passwordHash: this.passwordHash }
    const member = found(await join(getDb(), this.link(key), person, row), email)
    this.#people.set(email, {
      via: 'session',
      userId: member.id,
      apiTokenId: null,
      sessionId: row.id,
      personalTokenId: null,
      name: email,
      permissions: permissionsOf(member.roleId),
    })
  }

  forget(email: string): void {
    this.#people.delete(email)
  }

  /** Whoever was removed does not sign in any more. */
  async forgetDisabled(): Promise<void> {
    const disabled = await getDb().user.findMany({ where: { enabled: false } })
    for (const { email } of disabled) this.forget(email)
  }
}

function found<T>(value: T | undefined | null, what: string): T {
  if (value === undefined || value === null) throw new Error(`The scene has no ${what} yet.`)
  return value
}

/** The browser that a person usually has. */
function visitorOf(email: string, offset = 0) {
  const at =
    ([...email].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) + offset) % visitors.length
  return found(visitors[at], email)
}

/** Does something as a request of this person's browser. */
export function from<T>(email: string, work: () => Promise<T>, offset = 0): Promise<T> {
  const { address, userAgent } = visitorOf(email, offset)
  return withRequestContext(
    new Headers({ 'x-forwarded-for': address, 'user-agent': userAgent }),
    work,
  )
}

/** Signs in as the product does, but for the check of the password. Returns the id of the session. */
export async function signIn({ userId, name: email }: Person, offset = 0): Promise<string> {
  const { row } = newSession(visitorOf(email, offset).userAgent)
  const event = eventRow({ type: 'user-signed-in', actor: { userId, name: email }, userId })
  await getDb().$executeRaw`
    WITH person AS (UPDATE "User" SET "seenAt" = ${now()} WHERE "id" = ${userId} RETURNING "id"),
    opened AS (${insertFrom('Session', { ...row, userId: name('id') }, 'person')})
    ${insertFrom('Event', event, 'person')}`
  return row.id
}

/** Does what an administrator or a program does, from their browser. */
export function by<T>(
  cast: Cast,
  name: Admin | 'program',
  act: (actor: Caller) => Promise<T>,
): Promise<T> {
  const actor = cast.admin(name)
  return from(actor.name, () => act(actor))
}
