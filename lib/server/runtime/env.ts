import * as z from 'zod'
import { isRange, privateRanges } from './address-list'

/** Thrown by `readEnv`: one sentence for each variable that cannot be used. */
export class EnvError extends Error {}

const whole = (fallback: number, min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `has to be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((n) => n >= min && n <= max, `has to be a whole number from ${min} to ${max}`)
    .default(fallback)

const url = (protocols: string[]) =>
  z.string().refine(
    (value) => {
      return URL.canParse(value) && protocols.includes(new URL(value).protocol)
    },
    `has to be a URL that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  )

const list = z
  .string()
  .transform((value) => value.split(',').map((item) => item.trim()))
  .transform((items) => items.filter((item) => item !== ''))

const nextStep = z
  .string()
  .refine(
    (value) => /^\/(?![/\\])/.test(value) || (/^https?:\/\//.test(value) && URL.canParse(value)),
    'has to be a path on this site that starts with /, or a URL that starts with https://',
  )

const longSecret = z
  .string()
  .min(32, 'has to have at least 32 characters; `openssl rand -base64 32` makes one')

const variables = z.object({
  PORT: whole(3000, 1, 65535),
  HOST: z.string().optional(),
  PUBLIC_URL: url(['http:', 'https:']).optional(),
  DATABASE_URL: url(['postgres:', 'postgresql:']).optional(),
  DATABASE_TIMEOUT_SECONDS: whole(15, 1, 300),
  DATA_DIR: z.string().default('./data'),
  APP_SECRET: longSecret.optional(),
  APP_SECRET_PREVIOUS: list.pipe(z.array(longSecret)).default([]),
  INIT_ADMIN_API_TOKENS: list
    .pipe(
      z.array(
        z
          .string()
          .regex(
            /^\*:\*\.\S{16,1000}$/,
            'has to hold tokens of the form *:*.<16 to 1000 characters>',
          ),
      ),
    )
    .optional(),
  INIT_ADMIN_EMAIL: z.string().optional(),
  INIT_ADMIN_PASSWORD: z.string().optional(),
  BCRYPT_COST: whole(12, 4, 15),
  PASSWORD_MIN_LENGTH: whole(12, 8, 128),
  INVITE_MAX_LIFETIME_DAYS: whole(31, 1, 36500),
  SESSION_TTL_HOURS: whole(168, 1, 720),
  SESSION_IDLE_HOURS: whole(48, 1, 720),
  EVENT_ADDRESS_DAYS: whole(30, 1, 3650),
  EVENT_RETENTION_DAYS: whole(400, 0, 36500),
  NEXT_STEP_URL: nextStep.default('/account'),
  TRUST_PROXY_HOPS: whole(0, 0, 10),
  TRUST_PROXY_FROM: list
    .pipe(
      z.array(
        z.string().refine(isRange, 'has to hold IP addresses or ranges of them such as 10.0.0.0/8'),
      ),
    )
    .default(privateRanges),
  SHUTDOWN_DELAY_SECONDS: whole(0, 0, 60),
  SIGNUP_STRICT: z
    .enum(['true', 'false'], { error: 'has to be true or false' })
    .transform((value) => value === 'true')
    .default(false),
  SIGNUP_LIMIT_PER_MINUTE: whole(30, 0, 100_000),
  VALIDATE_LIMIT_PER_MINUTE: whole(120, 0, 100_000),
  INVALID_TOKEN_LIMIT_PER_MINUTE: whole(20, 0, 100_000),
  LOGIN_LIMIT_PER_MINUTE: whole(10, 0, 100_000),
  INVALID_API_TOKEN_LIMIT_PER_MINUTE: whole(60, 0, 100_000),
  WRITE_LIMIT_PER_MINUTE: whole(120, 0, 100_000),
  UV_THREADPOOL_SIZE: whole(4, 1, 1024),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'has to be fatal, error, warn, info, debug, trace or silent',
    })
    .default('info'),
})

type Variables = z.output<typeof variables>

/** Whether a token of INIT_ADMIN_API_TOKENS is so short that it may be guessed from its hash. */
export function isShortToken(token: string): boolean {
  return token.length < '*:*.'.length + 32
}

function complaints(read: Variables): string[] {
  const lines: string[] = []
  if (read.DATABASE_URL && !read.APP_SECRET) {
    lines.push('APP_SECRET is needed beside DATABASE_URL; `openssl rand -base64 32` makes one.')
  }
  if ((read.INIT_ADMIN_EMAIL === undefined) !== (read.INIT_ADMIN_PASSWORD === undefined)) {
    lines.push('INIT_ADMIN_EMAIL and INIT_ADMIN_PASSWORD go together; set both or neither.')
  }
  const base = read.PUBLIC_URL ? new URL(read.PUBLIC_URL) : null
  if (
    base &&
    (base.pathname !== '/' || base.search || base.hash || base.username || base.password)
  ) {
    lines.push('PUBLIC_URL has to be an origin such as https://join.example.org, without a path.')
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
    /** An origin, without a slash at the end. */
    publicUrl: new URL(read.PUBLIC_URL ?? `http://localhost:${read.PORT}`).origin,
    databaseUrl: read.DATABASE_URL,
    databaseTimeoutSeconds: read.DATABASE_TIMEOUT_SECONDS,
    dataDir: read.DATA_DIR,
    appSecret: read.APP_SECRET,
    previousAppSecrets: read.APP_SECRET_PREVIOUS,
    /** Undefined where the variable is not set; set and empty it names no token (docs/decisions/0045). */
    initAdminApiTokens: read.INIT_ADMIN_API_TOKENS,
    initAdminEmail: read.INIT_ADMIN_EMAIL,
    initAdminPassword: read.INIT_ADMIN_PASSWORD,
    bcryptCost: read.BCRYPT_COST,
    passwordMinLength: read.PASSWORD_MIN_LENGTH,
    inviteMaxLifetimeDays: read.INVITE_MAX_LIFETIME_DAYS,
    sessionTtlHours: read.SESSION_TTL_HOURS,
    sessionIdleHours: read.SESSION_IDLE_HOURS,
    eventAddressDays: read.EVENT_ADDRESS_DAYS,
    /** 0: for ever. */
    eventRetentionDays: read.EVENT_RETENTION_DAYS,
    nextStepUrl: read.NEXT_STEP_URL,
    trustProxyHops: read.TRUST_PROXY_HOPS,
    /** Addresses and ranges of the proxies that are believed. */
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
  }
}

export type Env = ReturnType<typeof toEnv>

/** Variables that say something when they are set and empty. */
const meaningfulWhenEmpty = new Set(['INIT_ADMIN_API_TOKENS'])

/**
 * Reads the variables of WIRE §5; an empty one counts as absent, but for INIT_ADMIN_API_TOKENS.
 * Throws `EnvError` with a sentence for each that cannot be used. No value is ever repeated in it.
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

/** The environment of this process, read at first use: at import it would break the build. */
export function getEnv(): Env {
  current ??= readEnv(process.env)
  return current
}

/** Sets variables for this process and its children, such as the embedded database's URL. */
export function provideEnv(values: Record<string, string>): void {
  Object.assign(process.env, values)
  current = undefined
}
