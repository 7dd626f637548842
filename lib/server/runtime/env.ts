import { type Variables, variables } from './env-variables'

/** Thrown by `readEnv`: one sentence for each variable that cannot be used. */
export class EnvError extends Error {}

/** Whether a token of INIT_ADMIN_API_TOKENS is so short that it may be guessed from its hash. */
export function isShortToken(token: string): boolean {
  return token.length < '*:*.'.length + 32
}

function complaints(read: Variables): string[] {
  const lines: string[] = []
  if (read.DATABASE_URL && !read.APP_SECRET) {
    lines.push('APP_SECRET is required with DATABASE_URL; `openssl rand -base64 32` generates one.')
  }
  if (read.DATABASE_DIRECT_URL && !read.DATABASE_URL) {
    lines.push('DATABASE_DIRECT_URL goes with DATABASE_URL; set both or neither.')
  }
  if (read.METRICS_PORT === read.PORT) {
    lines.push('METRICS_PORT must be another port than PORT.')
  }
  if ((read.INIT_ADMIN_EMAIL === undefined) !== (read.INIT_ADMIN_PASSWORD === undefined)) {
    lines.push('INIT_ADMIN_EMAIL and INIT_ADMIN_PASSWORD go together; set both or neither.')
  }
  const base = read.PUBLIC_URL ? new URL(read.PUBLIC_URL) : null
  if (
    base &&
    (base.pathname !== '/' || base.search || base.hash || base.username || base.password)
  ) {
    lines.push('PUBLIC_URL must be an origin such as https://join.example.org, without a path.')
  }
  if (base?.protocol === 'https:' && read.INIT_ADMIN_API_TOKENS?.some(isShortToken)) {
    lines.push(
      'Each token in INIT_ADMIN_API_TOKENS needs at least 32 characters after *:*. when PUBLIC_URL is https; generate one with `openssl rand -hex 32`.',
    )
  }
  return lines
}

function toEnv(read: Variables) {
  return {
    port: read.PORT,
    host: read.HOST,
    /** An origin, without a trailing slash. */
    publicUrl: new URL(read.PUBLIC_URL ?? `http://localhost:${read.PORT}`).origin,
    databaseUrl: read.DATABASE_URL,
    /** Past a pooler, for migrations. */
    databaseDirectUrl: read.DATABASE_DIRECT_URL ?? read.DATABASE_URL,
    /** What pooler stands in front of the database; null: none, or one that keeps prepared statements. */
    databasePooler: read.DATABASE_POOLER ?? null,
    databaseTimeoutSeconds: read.DATABASE_TIMEOUT_SECONDS,
    dataDir: read.DATA_DIR,
    appSecret: read.APP_SECRET,
    previousAppSecrets: read.APP_SECRET_PREVIOUS,
    /** Undefined if the variable is not set; an empty value lists no token (docs/decisions/0045). */
    initAdminApiTokens: read.INIT_ADMIN_API_TOKENS,
    initAdminEmail: read.INIT_ADMIN_EMAIL,
    initAdminPassword: read.INIT_ADMIN_PASSWORD,
    bcryptCost: read.BCRYPT_COST,
    passwordMinLength: read.PASSWORD_MIN_LENGTH,
    inviteMaxLifetimeDays: read.INVITE_MAX_LIFETIME_DAYS,
    sessionTtlHours: read.SESSION_TTL_HOURS,
    sessionIdleHours: read.SESSION_IDLE_HOURS,
    eventAddressDays: read.EVENT_ADDRESS_DAYS,
    /** 0: forever. */
    eventRetentionDays: read.EVENT_RETENTION_DAYS,
    nextStepUrl: read.NEXT_STEP_URL,
    trustProxyHops: read.TRUST_PROXY_HOPS,
    /** Addresses and ranges of the trusted proxies. */
    trustProxyFrom: read.TRUST_PROXY_FROM,
    shutdownDelaySeconds: read.SHUTDOWN_DELAY_SECONDS,
    /** Whether sign-up hides who has an account already (docs/decisions/0036). */
    signupStrict: read.SIGNUP_STRICT,
    signupLimitPerMinute: read.SIGNUP_LIMIT_PER_MINUTE,
    validateLimitPerMinute: read.VALIDATE_LIMIT_PER_MINUTE,
    invalidTokenLimitPerMinute: read.INVALID_TOKEN_LIMIT_PER_MINUTE,
    loginLimitPerMinute: read.LOGIN_LIMIT_PER_MINUTE,
    invalidApiTokenLimitPerMinute: read.INVALID_API_TOKEN_LIMIT_PER_MINUTE,
    writeLimitPerMinute: read.WRITE_LIMIT_PER_MINUTE,
    threadPoolSize: read.UV_THREADPOOL_SIZE,
    logLevel: read.LOG_LEVEL,
    /** Whether each request is a line of the log. */
    accessLog: read.ACCESS_LOG,
    /** What APP_SECRET is encrypted under in backups. */
    backupPassphrase: read.BACKUP_PASSPHRASE,
    /** Who sends it may read `/metrics`. */
    metricsToken: read.METRICS_TOKEN,
    /** A port of its own for `/metrics`. */
    metricsPort: read.METRICS_PORT,
  }
}

export type Env = ReturnType<typeof toEnv>

/** Variables for which an empty value has a meaning. */
const meaningfulWhenEmpty = new Set(['INIT_ADMIN_API_TOKENS'])

/**
 * Reads the variables of WIRE §5. An empty value counts as unset, except for INIT_ADMIN_API_TOKENS.
 * Throws `EnvError` with a sentence for each invalid variable, never with its value.
 */
export function readEnv(source: Record<string, string | undefined>): Env {
  const said = Object.entries(source).filter(
    ([name, value]) => value !== '' || meaningfulWhenEmpty.has(name),
  )
  const given = Object.fromEntries(said)
  const read = variables.safeParse(given)
  if (!read.success) {
    const lines = read.error.issues.map(({ path, message }) => `${String(path[0])} ${message}.`)
    throw new EnvError([...new Set(lines)].join('\n'))
  }
  const lines = complaints(read.data)
  if (lines.length > 0) throw new EnvError(lines.join('\n'))
  return toEnv(read.data)
}

let current: Env | undefined

/** The environment of this process, read at first use; reading it at import would break the build. */
export function getEnv(): Env {
  current ??= readEnv(process.env)
  return current
}

/** Sets variables for this process and its children, such as the embedded database's URL. */
export function provideEnv(values: Record<string, string>): void {
  Object.assign(process.env, values)
  current = undefined
}
