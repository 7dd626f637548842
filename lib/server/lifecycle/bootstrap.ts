import { AppError } from '@/lib/errors'
import { fieldMessage } from '@/lib/field-errors'
import { ADMIN_ROLE } from '@/lib/roles'
import { emailSchema } from '@/lib/schemas/fields'
import { personOf } from '@/lib/schemas/signup'
import { hashPassword, policyProblems, policyValues } from '@/lib/server/auth/passwords'
import { type Db, getDb, lock } from '@/lib/server/db/db'
import { recordEvent, system } from '@/lib/server/events/events'
import { DAY, now } from '@/lib/server/runtime/clock'
import { getEnv } from '@/lib/server/runtime/env'
import { hmac, keysFor } from '@/lib/server/runtime/keys'
import { getPolicySettings } from '@/lib/server/settings/settings'
import { inviteUrl } from '@/lib/server/signup-tokens/responses'
import { insertSignupToken } from '@/lib/server/signup-tokens/signup-tokens'
import { countAdmins, retireBootstrapLinks, revokeBootstrapLinks } from '@/lib/server/users/admins'
import { createUser } from '@/lib/server/users/users'
import { type AdminTokenChanges, adoptAdminTokens } from './admin-tokens'

const app = { ...system, apiTokenId: null }
const checkKey = 'app-secret-check'

type Prepared = {
  /** The link for the first administrator, while there is none. */
  adminLink: string | null
  /** The changes to the admin API tokens. */
  adminTokens: AdminTokenChanges
}

/**
 * Prepares the database at each start: checks APP_SECRET, applies the INIT_ variables, and creates the
 * link for the first administrator while there is none.
 * Throws an `Error` with one sentence for the operator.
 */
export async function prepareInstance(): Promise<Prepared> {
  const passwordHash = await initialPasswordHash()
  return await getDb().$transaction(async (tx) => {
    // One start at a time; a sign-up that is creating an administrator finishes first and is counted.
    await lock(tx, 'admins')
    await checkAppSecret(tx)
    const adminTokens = await adoptAdminTokens(tx, getEnv().initAdminApiTokens)
    if ((await countAdmins(tx)) === 0 && passwordHash) await createInitialAdmin(tx, passwordHash)
    await retireBootstrapLinks(tx)
    const adminLink = (await countAdmins(tx)) === 0 ? await bootstrapLink(tx) : null
    return { adminLink, adminTokens }
  })
}

/** For `npm run admin-link`: a one-place, 24-hour link with the Admin role. Returns its address. */
export async function createAdminLink(): Promise<string> {
  return await getDb().$transaction(async (tx) => {
    await checkAppSecret(tx)
    return inviteUrl(await insertAdminLink(tx, 'Administrator, created on the server', false))
  })
}

/** What the database may have stored of APP_SECRET: of the current one first, then of each previous. */
function secretChecks(): string[] {
  return keysFor('foyer/key-check/v1').map((key) => hmac(key, 'foyer').toString('hex'))
}

/** Whether the database was last used with APP_SECRET or one that APP_SECRET_PREVIOUS lists; true before the first start. */
export async function isSecretKnown(db: Db): Promise<boolean> {
  const stored = await db.setting.findUnique({ where: { key: checkKey } })
  return stored === null || secretChecks().includes(stored.value)
}

/** A wrong APP_SECRET would silently break every link; this reports it instead (docs/decisions/0003). */
async function checkAppSecret(tx: Db): Promise<void> {
  const [value = ''] = secretChecks()
  if (!(await isSecretKnown(tx))) {
    throw new Error(
      'APP_SECRET is not the one that this database was created with. Set that one, or list it in APP_SECRET_PREVIOUS to change it without losing links.',
    )
  }
  await tx.setting.upsert({
    where: { key: checkKey },
    create: { key: checkKey, value },
    update: { value },
  })
}

async function initialPasswordHash(): Promise<string | null> {
  const { initAdminEmail: email, initAdminPassword: password } = getEnv()
  if (!email || !password || (await countAdmins(getDb())) > 0) return null
  const settings = await getPolicySettings()
  const [problem] = policyProblems(password, { personal: [email], ...settings })
  if (problem) {
    const why = fieldMessage(problem, policyValues(settings))
    throw new Error(`INIT_ADMIN_PASSWORD cannot be used: ${why}`)
  }
  return await hashPassword(password)
}

async function createInitialAdmin(tx: Db, passwordHash: string): Promise<void> {
  const email = emailSchema.safeParse(getEnv().initAdminEmail)
  if (!email.success) throw new Error('INIT_ADMIN_EMAIL must be an email address.')
  const person = personOf({ email: email.data, name: 'Administrator' })
  try {
    const user = await createUser(tx, { ...person, passwordHash, roleId: ADMIN_ROLE })
    await recordEvent(tx, {
      type: 'user-created',
      actor: system,
      userId: user.id,
      data: { roleId: ADMIN_ROLE },
    })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    throw new Error(
      'INIT_ADMIN_EMAIL belongs to an account that is not an administrator. Run `npm run admin-link` to create a link for a new one.',
    )
  }
}

/** The bootstrap link: the existing one if it is still usable, else a new one. */
async function bootstrapLink(tx: Db): Promise<string> {
  const standing = await tx.signupToken.findFirst({
    where: {
      bootstrap: true,
      revokedAt: null,
      useCount: 0,
      enabled: true,
      expiresAt: { gt: now() },
    },
  })
  if (standing) return inviteUrl(standing)
  await revokeBootstrapLinks(tx)
  return inviteUrl(await insertAdminLink(tx, 'First administrator', true))
}

async function insertAdminLink(tx: Db, name: string, bootstrap: boolean) {
  const expiresAt = new Date(now().getTime() + DAY)
  const link = { name, expiresAt, startsAt: null, maxUses: 1, roleId: ADMIN_ROLE, bootstrap }
  return await insertSignupToken(tx, app, link)
}
