import * as z from 'zod'
import { isRange, privateRanges } from './address-list'

const within = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((n) => n >= min && n <= max, `must be a whole number from ${min} to ${max}`)

const whole = (fallback: number, min: number, max: number) => within(min, max).default(fallback)

const onOff = z
  .enum(['true', 'false'], { error: 'must be true or false' })
  .transform((value) => value === 'true')
  .default(false)

const url = (protocols: string[]) =>
  z.string().refine(
    (value) => {
      return URL.canParse(value) && protocols.includes(new URL(value).protocol)
    },
    `must be a URL that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  )

const list = z
  .string()
  .transform((value) => value.split(',').map((item) => item.trim()))
  .transform((items) => items.filter((item) => item !== ''))

const nextStep = z
  .string()
  .refine(
    (value) => /^\/(?![/\\])/.test(value) || (/^https?:\/\//.test(value) && URL.canParse(value)),
    'must be a path on this site that starts with /, or a URL that starts with https://',
  )

const longSecret = z
  .string()
  .min(32, 'must have at least 32 characters; `openssl rand -base64 32` generates one')

/** The variables of WIRE §5: what each may hold, and what counts where it is not set. */
export const variables = z.object({
  PORT: whole(3000, 1, 65535),
  HOST: z.string().optional(),
  PUBLIC_URL: url(['http:', 'https:']).optional(),
  DATABASE_URL: url(['postgres:', 'postgresql:']).optional(),
  DATABASE_DIRECT_URL: url(['postgres:', 'postgresql:']).optional(),
  DATABASE_POOLER: z.enum(['transaction'], { error: 'must be transaction, or not set' }).optional(),
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
            'must contain tokens of the form *:*.<16 to 1000 characters>',
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
        z
          .string()
          .refine(isRange, 'must contain IP addresses or ranges of them such as 10.0.0.0/8'),
      ),
    )
    .default(privateRanges),
  SHUTDOWN_DELAY_SECONDS: whole(0, 0, 60),
  SIGNUP_STRICT: onOff,
  BACKUP_PASSPHRASE: z.string().min(12, 'must have at least 12 characters').optional(),
  ACCESS_LOG: onOff,
  METRICS_TOKEN: longSecret.optional(),
  METRICS_PORT: within(1, 65535).optional(),
  SIGNUP_LIMIT_PER_MINUTE: whole(30, 0, 100_000),
  VALIDATE_LIMIT_PER_MINUTE: whole(120, 0, 100_000),
  INVALID_TOKEN_LIMIT_PER_MINUTE: whole(20, 0, 100_000),
  LOGIN_LIMIT_PER_MINUTE: whole(10, 0, 100_000),
  INVALID_API_TOKEN_LIMIT_PER_MINUTE: whole(60, 0, 100_000),
  WRITE_LIMIT_PER_MINUTE: whole(120, 0, 100_000),
  UV_THREADPOOL_SIZE: whole(4, 1, 1024),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be fatal, error, warn, info, debug, trace or silent',
    })
    .default('info'),
})

export type Variables = z.output<typeof variables>
