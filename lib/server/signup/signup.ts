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
import { wrongToken } from '@/lib/server/limits/wrong-tokens'
import { getPolicySettings } from '@/lib/server/settings/settings'
import { countRefusal } from '@/lib/server/signup-tokens/counts/refused'
import { findLink, refuseClaim, requireOpen } from '@/lib/server/signup-tokens/signup-tokens'
import { retireBootstrapLinks } from '@/lib/server/users/admins'
import { toMemberResponse } from '@/lib/server/users/responses'
import type { NewUser } from '@/lib/server/users/users'
import { showOf } from '@/lib/signup-token-show'
import { refusalReason } from '@/lib/signup-token-state'
import { join } from './join'

const CREATED = 201

export type SignupResult = {
  status: number
  user: UserResponse
  /** Null where nobody is signed in: for a page of another website, and for a repeated request. */
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
  const mode = standard(() => newSession(userAgent))
  return await signUpIn(mode, token, body, key)
}

/** The same for a page of another website: it opens no session. */
export async function signUpOnly(
  token: string,
  body: unknown,
  key: string | null,
): Promise<SignupResult> {
  return await signUpIn(standard(null), token, body, key)
}

type OpenSession = () => ReturnType<typeof newSession>

function standard(open: OpenSession | null): Mode<SignupResult> {
  const sessions = open ? 1 : 0
  return {
    scope: 'signup',
    status: CREATED,
    write: async (tx, link, person) => {
      const session = open?.() ?? null
      const user = await join(tx, link, person, session?.row ?? null)
      if (!user) return null
      const { id: userId, roleId } = user
      const response = toMemberResponse(user, sessions)
      const result = { status: CREATED, user: response, session: session?.value ?? null }
      return { roleId, kept: { userId, roleId }, result }
    },
    again: (created, link, input) => signedUp(created, link, input, sessions),
  }
}

/** One sign-up in either mode; `signup` says what it throws. */
export async function signUpIn<T>(
  mode: Mode<T>,
  token: string,
  body: unknown,
  key: string | null,
): Promise<T> {
  const found = await findLink(token)
  return await notingRefusal(found, async () => {
    const { link, input } = await readSignup(found, body)
    const request = repeatable(`${mode.scope} ${link.id}`, key, input)
    const create = () => signUpAt(mode, link, input, request)
    const again = (created: IdempotencyKey) => mode.again(created, link, input)
    return await once(request, create, again)
  })
}

/**
 * The link of a sign-up, whatever its state, and the parsed input. Without a genuine link only the
 * schema is checked, which is cheap, and not the password policy. Throws `BadDataError` or the link's
 * error.
 */
async function readSignup(link: SignupToken | null, body: unknown) {
  const { data, problems } = readProblems(signupSchema, body)
  if (!link && data) throw await wrongToken()
  const broken = link ? await passwordProblemsOf(body, showOf(link).title) : []
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
async function notingRefusal<T>(link: SignupToken | null, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (link && error instanceof AppError) await noteRefusal(link, error)
    throw error
  }
}

async function noteRefusal({ id }: SignupToken, error: AppError): Promise<void> {
  countRefusal(id, error)
  const reason = refusalReason(error.name)
  if (reason) await recordRefusal(id, reason)
}

/**
 * The original response of a sign-up whose response was lost: the values that the person sent, and no
 * later change of the account.
 */
async function signedUp(
  { userId, roleId, status }: IdempotencyKey,
  link: SignupToken,
  input: SignupInput,
  sessions: number,
): Promise<SignupResult> {
  const id = userId ?? 0
  const created = await getDb().user.findUnique({ where: { id }, select: { createdAt: true } })
  if (!created) throw new AppError('NotFoundError')
  const person = { id, ...personOf(input), ...created }
  const then = { loginAttempts: 0, seenAt: null, roleId: roleId ?? link.roleId }
  return { status, user: toMemberResponse({ ...person, ...then }, sessions), session: null }
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
async function passwordProblemsOf(body: unknown, title = ''): Promise<FieldProblem[]> {
  if (typeof body !== 'object' || body === null) return []
  const fields = new Map<string, unknown>(Object.entries(body))
  const password = fields.get('password')
  if (typeof password !== 'string') return []
  const personal = signupFieldsWith('isPersonal').map((key) => fields.get(key))
  const words = personal.filter((value) => typeof value === 'string')
  const settings = await getPolicySettings()
  return passwordFieldProblems(password, { personal: [...words, title], ...settings })
}
