import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, inject } from 'vitest'
import { closeDb } from '@/lib/server/db/db'
import { setClock } from '@/lib/server/runtime/clock'
import { provideEnv } from '@/lib/server/runtime/env'
import { sql, withDatabase } from './sql'

const name = `test_${randomBytes(6).toString('hex')}`

beforeAll(async () => {
  const server = inject('databaseUrl')
  await sql(server, `CREATE DATABASE ${name} TEMPLATE foyer_template`)
  provideEnv({
    DATABASE_URL: withDatabase(server, name),
    APP_SECRET: 'not-a-secret-but-long-enough-for-tests',
    PUBLIC_URL: 'https://foyer.test',
    BCRYPT_COST: '4',
    LOG_LEVEL: 'silent',
    // Tests about limits set their own.
    SIGNUP_LIMIT_PER_MINUTE: '0',
    VALIDATE_LIMIT_PER_MINUTE: '0',
    INVALID_TOKEN_LIMIT_PER_MINUTE: '0',
    LOGIN_LIMIT_PER_MINUTE: '0',
    INVALID_API_TOKEN_LIMIT_PER_MINUTE: '0',
    WRITE_LIMIT_PER_MINUTE: '0',
  })
})

const original = console.error
const unexpected: unknown[][] = []

console.error = (...args: unknown[]) => {
  unexpected.push(args)
  original(...args)
}

afterEach(() => {
  setClock()
  const seen = unexpected.splice(0)
  if (seen.length > 0) throw new Error(`Unexpected console.error: ${seen.flat().join(' ')}`)
})

afterAll(async () => {
  await closeDb()
  await sql(inject('databaseUrl'), `DROP DATABASE ${name} WITH (FORCE)`)
})
