import { AppError } from '@/lib/errors'
import type { FieldProblem } from '@/lib/field-errors'
import { ADMIN_ROLE } from '@/lib/roles'
import type { UserResponse } from '@/lib/schemas/responses'
import {
  personOf,
  type SignupInput,
  signupContent,
  signupFieldsWith,
  signupSchema,
} from '@/lib/schemas/signup'
import { hashPassword, passwordFieldProblems } from '@/lib/server/auth/passwords'
import { newSession } from '@/lib/server/auth/sessions'
import { type Db, getDb, type IdempotencyKey, lock, type SignupToken } from '@/lib/server/db/db'
import { recordRefusal } from '@/lib/server/events/events'
import { type Kept, keepKey, once, type Repeatable } from '@/lib/server/http/idempotency'
import { inSchemaOrder, readProblems } from '@/lib/server/http/validation'
import { wrongToken } from '@/lib/server/limits/rate-limit'
import { getPolicySettings } from '@/lib/server/settings/settings'
import { findLink, refuseClaim, requireOpen } from '@/lib/server/signup-tokens/signup-tokens'
import { retireBootstrapLinks } from '@/lib/server/users/admins'
import { toMemberResponse } from '@/lib/server/users/responses'
import type { NewUser } from '@/lib/server/users/users'
import { refusalReason } from '@/lib/signup-token-state'
import { join } from './join'

const CREATED = 201

export type SignupResult = {
  status: number
  user: UserResponse
  /** Null for a repeated request, which does not sign anybody in again. */
  session: string | null
}

/** What of a sign-up depends on the mode: standard, or strict (strict.ts). */
export type Mode<T> = {
  /** For what its Idempotency-Key counts, beside the link. */
  scope: string
  status: number
  /** Takes the place and writes all that goes with it, or returns null: then there was no place. */
  write: (tx: Db, link: SignupToken, person: Person) => Promise<Written<T> | null>
  /** What a request that is sent again gets. */
  again: (created: IdempotencyKey, link: SignupToken, input: SignupInput) => Promise<T>
}

type Person = Omit<NewUser, 'roleId'>
type Written<T> = { roleId: number; kept: Kept; result: T }

/**
 * One sign-up, from the link's token, the unchecked body, and the user agent. Claims the place, creates
 * the person, writes the events and opens the session, all or nothing.
 * Throws `BadDataError` with every problem, the error of the link's state, `NameExistsError`, or
 * `KeyReusedError`.
 * @param key the Idempotency-Key: repeating the request with it creates nobody else
 */
export async function signup(
  token: string,
  body: unknown,
  userAgent: string | null,
  key: string | null = null,
): Promise<SignupResult> {
  return await signUpIn(standard(userAgent), token, body, key)
}

function standard(userAgent: string | null): Mode<SignupResult> {
  return {
    scope: 'signup',
    status: CREATED,
    write: async (tx, link, person) => {
      const { value, row } = newSession(userAgent)
      const user = await join(tx, link, person, row)
      if (!user) return null
      const result = { status: CREATED, user: toMemberResponse(user), session: value }
      return { roleId: user.roleId, kept: { userId: user.id, roleId: user.roleId }, result }
    },
    again: signedUp,
  }
}

/** One sign-up in either mode; `signup` says what it throws. */
export async function signUpIn<T>(
  mode: Mode<T>,
  token: string,
  body: unknown,
  key: string | null,
): Promise<T> {
  const { link, input } = await readSignup(token, body)
  const request = repeatable(`${mode.scope} ${link.id}`, key, input)
  const create = () => signUpAt(mode, link, input, request)
  const again = (created: IdempotencyKey) => mode.again(created, link, input)
  return await notingRefusal(link, async () => await once(request, create, again))
}

/**
 * The link of a sign-up, whatever its state, and the parsed input. Without a genuine link only the
 * schema is checked, which is cheap, and not the password policy. Throws `BadDataError` or the link's
 * error.
 */
async function readSignup(token: string, body: unknown) {
  const link = await findLink(token)
  const { data, problems } = readProblems(signupSchema, body)
  if (!link && data) throw await wrongToken()
  const broken = link ? await passwordProblemsOf(body, link.name) : []
  const all = inSchemaOrder(signupSchema, [...problems, ...broken])
  if (!link || !data || all.length > 0) throw new AppError('BadDataError', { problems: all })
  return { link, input: data }
}

/** A sign-up as what its sender may repeat, or null where no key says so. */
function repeatable(scope: string, key: string | null, input: SignupInput): Repeatable | null {
  const content = signupContent(input).map((value) => value || null)
  return key === null ? null : { scope, key, content }
}

/** Runs a sign-up; a genuine link that lets nobody in keeps a note of it, once all is rolled back. */
async function notingRefusal<T>(link: SignupToken, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const reason = error instanceof AppError ? refusalReason(error.name) : undefined
    if (reason) await recordRefusal(link.id, reason)
    throw error
  }
}

/**
 * The original response of a sign-up whose response was lost: the values that the person sent, and no
 * later change of the account.
 */
async function signedUp(
  { userId, roleId, status }: IdempotencyKey,
  link: SignupToken,
  input: SignupInput,
): Promise<SignupResult> {
  const id = userId ?? 0
  const created = await getDb().user.findUnique({ where: { id }, select: { createdAt: true } })
  if (!created) throw new AppError('NotFoundError')
  const person = { id, ...personOf(input), ...created }
  const then = { loginAttempts: 0, seenAt: null, roleId: roleId ?? link.roleId }
  return { status, user: toMemberResponse({ ...person, ...then }), session: null }
}

async function signUpAt<T>(
  mode: Mode<T>,
  link: SignupToken,
  input: SignupInput,
  request: Repeatable | null,
): Promise<T> {
  requireOpen(link)
  // The slow part, before the transaction: the link's row is locked for a few milliseconds only.
  const passwordHash = await hashPassword(input.password)
  return await getDb().$transaction(async (tx) => {
    // The order of locks is the same everywhere: the request's key, administrators, then the link.
    const keep = await keepKey(tx, request, mode.status)
    if (link.roleId === ADMIN_ROLE) await lock(tx, 'admins')
    const person = { ...personOf(input), passwordHash }
    const written = (await mode.write(tx, link, person)) ?? (await refuseClaim(tx, link))
    if (written.roleId === ADMIN_ROLE) await retireBootstrapLinks(tx)
    await keep(written.kept)
    return written.result
  })
}

/** The policy's problems with a password, so that all problems are reported at once. */
async function passwordProblemsOf(body: unknown, linkName: string): Promise<FieldProblem[]> {
  if (typeof body !== 'object' || body === null) return []
  const fields = new Map<string, unknown>(Object.entries(body))
  const password = fields.get('password')
  if (typeof password !== 'string') return []
  const personal = signupFieldsWith('isPersonal').map((key) => fields.get(key))
  const words = personal.filter((value) => typeof value === 'string')
  const settings = await getPolicySettings()
  return passwordFieldProblems(password, { personal: [...words, linkName], ...settings })
}
