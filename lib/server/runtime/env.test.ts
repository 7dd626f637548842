import { describe, expect, test } from 'vitest'
import { privateRanges } from './address-list'
import { EnvError, readEnv } from './env'

const secret = 's'.repeat(32)
// Long enough never to occur in a message by accident.
const marker = 'MARKER-3f9a'

function complaintOf(source: Record<string, string>): string {
  try {
    readEnv(source)
  } catch (error) {
    if (error instanceof EnvError) return error.message
    throw error
  }
  return ''
}

describe('readEnv', () => {
  test('without variables the documented defaults apply', () => {
    expect(readEnv({})).toEqual({
      port: 3000,
      host: undefined,
      publicUrl: 'http://localhost:3000',
      databaseUrl: undefined,
      dataDir: './data',
      appSecret: undefined,
      previousAppSecrets: [],
      initAdminApiTokens: undefined,
      initAdminEmail: undefined,
      initAdminPassword: undefined,
      bcryptCost: 12,
      passwordMinLength: 12,
      inviteMaxLifetimeDays: 31,
      sessionTtlHours: 168,
      sessionIdleHours: 48,
      eventAddressDays: 30,
      eventRetentionDays: 400,
      nextStepUrl: '/account',
      trustProxyHops: 0,
      trustProxyFrom: privateRanges,
      shutdownDelaySeconds: 0,
      signupStrict: false,
      signupLimitPerMinute: 30,
      validateLimitPerMinute: 120,
      invalidTokenLimitPerMinute: 20,
      loginLimitPerMinute: 10,
      invalidApiTokenLimitPerMinute: 60,
      writeLimitPerMinute: 120,
      threadPoolSize: 4,
      databaseDirectUrl: undefined,
      databasePooler: null,
      databaseTimeoutSeconds: 15,
      logLevel: 'info',
      backupPassphrase: undefined,
      accessLog: false,
      metricsToken: undefined,
      metricsPort: undefined,
    })
  })

  test('an empty variable counts as unset', () => {
    const names = ['PORT', 'PUBLIC_URL', 'DATABASE_URL', 'APP_SECRET', 'LOG_LEVEL', 'BCRYPT_COST']
    expect(readEnv(Object.fromEntries(names.map((name) => [name, ''])))).toEqual(readEnv({}))
  })

  // ATTACK 7
  test('INIT_ADMIN_API_TOKENS set but empty lists no token; unset it is undefined', () => {
    expect(readEnv({ INIT_ADMIN_API_TOKENS: '' }).initAdminApiTokens).toEqual([])
    expect(readEnv({ INIT_ADMIN_API_TOKENS: ' , ' }).initAdminApiTokens).toEqual([])
    expect(readEnv({}).initAdminApiTokens).toBeUndefined()
  })

  // ATTACK 16
  test('if PUBLIC_URL is https, an admin API token needs 32 characters', () => {
    const withTokens = (publicUrl: string, ...lengths: number[]) => ({
      PUBLIC_URL: publicUrl,
      INIT_ADMIN_API_TOKENS: lengths.map((length) => `*:*.${'x'.repeat(length)}`).join(','),
    })
    const [https, http] = ['https://join.example.org', 'http://join.example.org']
    expect(complaintOf(withTokens(https, 40, 31))).toMatch(
      /INIT_ADMIN_API_TOKENS needs at least 32 .*openssl rand/,
    )
    expect(readEnv(withTokens(https, 32)).initAdminApiTokens).toHaveLength(1)
    expect(readEnv(withTokens(http, 16)).initAdminApiTokens).toHaveLength(1)
    expect(complaintOf(withTokens(http, 15))).toMatch(/16 to 1000 characters/)
    expect(complaintOf(withTokens(http, 1001))).toMatch(/^INIT_ADMIN_API_TOKENS/)
  })

  const good: [string, string, object][] = [
    ['PORT', '8080', { port: 8080, publicUrl: 'http://localhost:8080' }],
    ['HOST', '::1', { host: '::1' }],
    ['PUBLIC_URL', 'https://Join.Example.org:443/', { publicUrl: 'https://join.example.org' }],
    ['PUBLIC_URL', 'http://10.0.0.7:8080', { publicUrl: 'http://10.0.0.7:8080' }],
    ['DATA_DIR', '/srv/foyer', { dataDir: '/srv/foyer' }],
    ['APP_SECRET', secret, { appSecret: secret }],
    [
      'APP_SECRET_PREVIOUS',
      ` ${secret}, ${secret}x ,`,
      { previousAppSecrets: [secret, `${secret}x`] },
    ],
    [
      'INIT_ADMIN_API_TOKENS',
      '*:*.0123456789abcdef, *:*.fedcba9876543210',
      { initAdminApiTokens: ['*:*.0123456789abcdef', '*:*.fedcba9876543210'] },
    ],
    ['BCRYPT_COST', '4', { bcryptCost: 4 }],
    ['BCRYPT_COST', '15', { bcryptCost: 15 }],
    ['PASSWORD_MIN_LENGTH', '8', { passwordMinLength: 8 }],
    ['INVITE_MAX_LIFETIME_DAYS', '1', { inviteMaxLifetimeDays: 1 }],
    ['SESSION_TTL_HOURS', '720', { sessionTtlHours: 720 }],
    ['SESSION_IDLE_HOURS', '1', { sessionIdleHours: 1 }],
    ['EVENT_ADDRESS_DAYS', '1', { eventAddressDays: 1 }],
    ['EVENT_RETENTION_DAYS', '0', { eventRetentionDays: 0 }],
    ['NEXT_STEP_URL', '/start?a=b', { nextStepUrl: '/start?a=b' }],
    ['NEXT_STEP_URL', 'https://wiki.example.org/', { nextStepUrl: 'https://wiki.example.org/' }],
    ['TRUST_PROXY_HOPS', '2', { trustProxyHops: 2 }],
    [
      'TRUST_PROXY_FROM',
      '192.0.2.1, 10.0.0.0/8,2001:db8::/32',
      { trustProxyFrom: ['192.0.2.1', '10.0.0.0/8', '2001:db8::/32'] },
    ],
    ['SHUTDOWN_DELAY_SECONDS', '10', { shutdownDelaySeconds: 10 }],
    ['SIGNUP_LIMIT_PER_MINUTE', '0', { signupLimitPerMinute: 0 }],
    ['VALIDATE_LIMIT_PER_MINUTE', '1', { validateLimitPerMinute: 1 }],
    ['INVALID_TOKEN_LIMIT_PER_MINUTE', '1', { invalidTokenLimitPerMinute: 1 }],
    ['LOGIN_LIMIT_PER_MINUTE', '1', { loginLimitPerMinute: 1 }],
    ['INVALID_API_TOKEN_LIMIT_PER_MINUTE', '0', { invalidApiTokenLimitPerMinute: 0 }],
    ['WRITE_LIMIT_PER_MINUTE', '0', { writeLimitPerMinute: 0 }],
    ['UV_THREADPOOL_SIZE', '9', { threadPoolSize: 9 }],
    ['DATABASE_TIMEOUT_SECONDS', '1', { databaseTimeoutSeconds: 1 }],
    ['DATABASE_POOLER', 'transaction', { databasePooler: 'transaction' }],
    ['ACCESS_LOG', 'true', { accessLog: true }],
    ['BACKUP_PASSPHRASE', 'p'.repeat(12), { backupPassphrase: 'p'.repeat(12) }],
    ['METRICS_PORT', '9464', { metricsPort: 9464 }],
    ['METRICS_TOKEN', 'x'.repeat(32), { metricsToken: 'x'.repeat(32) }],
    ['SIGNUP_STRICT', 'true', { signupStrict: true }],
    ['SIGNUP_STRICT', 'false', { signupStrict: false }],
    ['LOG_LEVEL', 'silent', { logLevel: 'silent' }],
  ]
  test.each(good)('%s may be %s', (name, value, expected) => {
    expect(readEnv({ [name]: value })).toMatchObject(expected)
  })

  const numbers = [
    ['PORT', '0', '65536'],
    ['BCRYPT_COST', '3', '16'],
    ['PASSWORD_MIN_LENGTH', '7', '129'],
    ['INVITE_MAX_LIFETIME_DAYS', '0', '36501'],
    ['SESSION_TTL_HOURS', '0', '721'],
    ['SESSION_IDLE_HOURS', '0', '721'],
    ['EVENT_ADDRESS_DAYS', '0', '3651'],
    ['EVENT_RETENTION_DAYS', '-1', '36501'],
    ['TRUST_PROXY_HOPS', '-1', '11'],
    ['SHUTDOWN_DELAY_SECONDS', '-1', '61'],
    ['SIGNUP_LIMIT_PER_MINUTE', '-1', '100001'],
    ['VALIDATE_LIMIT_PER_MINUTE', '-1', '100001'],
    ['INVALID_TOKEN_LIMIT_PER_MINUTE', '-1', '100001'],
    ['LOGIN_LIMIT_PER_MINUTE', '-1', '100001'],
    ['INVALID_API_TOKEN_LIMIT_PER_MINUTE', '-1', '100001'],
    ['WRITE_LIMIT_PER_MINUTE', '-1', '100001'],
    ['UV_THREADPOOL_SIZE', '0', '1025'],
    ['METRICS_PORT', '0', '65536'],
    ['DATABASE_TIMEOUT_SECONDS', '0', '301'],
  ] as const
  // CHECKLIST 36
  test.each(numbers)('%s is a whole number within its bounds', (name, below, above) => {
    for (const value of [below, above, '1.5', '0x10', '1e3', ' 4', '٤', '99999999999', marker]) {
      expect(complaintOf({ [name]: value })).toMatch(
        new RegExp(`^${name} must be a whole number from \\d+ to \\d+\\.$`),
      )
    }
  })

  // ATTACK 8
  test('proxies are addresses or ranges of them', () => {
    for (const value of [
      '10.0.0.0/33',
      '10.0.0/8',
      '::/129',
      'fe80::1%eth0',
      '10.0.0.0/',
      marker,
    ]) {
      expect(complaintOf({ TRUST_PROXY_FROM: `127.0.0.1,${value}` })).toMatch(
        /^TRUST_PROXY_FROM must contain IP addresses or ranges of them such as 10\.0\.0\.0\/8\.$/,
      )
    }
  })

  const bad = [
    ['PUBLIC_URL', `${marker}`],
    ['PUBLIC_URL', `ftp://${marker}.example.org`],
    ['PUBLIC_URL', `javascript:${marker}`],
    ['PUBLIC_URL', `https://example.org/${marker}`],
    ['PUBLIC_URL', `https://example.org/?${marker}`],
    ['PUBLIC_URL', `https://example.org/#${marker}`],
    ['PUBLIC_URL', `https://${marker}@example.org`],
    ['PUBLIC_URL', `https://:${marker}@example.org`],
    ['DATABASE_URL', `mysql://u:${marker}@localhost/db`],
    ['DATABASE_URL', marker],
    ['APP_SECRET', marker],
    ['APP_SECRET_PREVIOUS', `${secret},${marker}`],
    ['INIT_ADMIN_API_TOKENS', `*:*.0123456789abcdef,${marker}`],
    ['INIT_ADMIN_API_TOKENS', `*:*.${marker}`],
    ['NEXT_STEP_URL', `//${marker}`],
    ['NEXT_STEP_URL', `/\\${marker}`],
    ['NEXT_STEP_URL', `javascript:${marker}`],
    ['NEXT_STEP_URL', 'https://'],
    ['SIGNUP_STRICT', marker],
    ['LOG_LEVEL', marker],
  ] as const
  test.each(bad)('%s may not be %s, and the message does not repeat it', (name, value) => {
    const message = complaintOf({ [name]: value })
    expect(message).toMatch(new RegExp(`^${name} must `))
    expect(message).not.toContain(marker)
  })

  test('all invalid variables are named at once', () => {
    const source = { PORT: 'x', BCRYPT_COST: 'x', LOG_LEVEL: 'x', APP_SECRET: 'x' }
    const lines = complaintOf(source).split('\n')
    expect(lines.map((line) => line.split(' ')[0]).sort()).toEqual(Object.keys(source).sort())
  })

  test('DATABASE_URL requires APP_SECRET', () => {
    const url = `postgresql://u:${marker}@localhost/db`
    expect(complaintOf({ DATABASE_URL: url })).toMatch(/^APP_SECRET is required/)
    expect(complaintOf({ DATABASE_URL: url })).not.toContain(marker)
    expect(readEnv({ DATABASE_URL: url, APP_SECRET: secret }).databaseUrl).toBe(url)
  })

  test('the first administrator’s address and password go together', () => {
    for (const name of ['INIT_ADMIN_EMAIL', 'INIT_ADMIN_PASSWORD']) {
      expect(complaintOf({ [name]: marker })).toMatch(/go together/)
      expect(complaintOf({ [name]: marker })).not.toContain(marker)
    }
    const both = { INIT_ADMIN_EMAIL: 'ada@example.org', INIT_ADMIN_PASSWORD: marker }
    expect(readEnv(both)).toMatchObject({ initAdminPassword: marker })
  })
})
