import { readdirSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { sql, withDatabase } from '@/lib/testing/sql'
import { lastBeforeRule, longLocks } from '@/prisma/long-locks'
import { startTemporaryPostgres } from '@/server/postgres/temporary'
import { migrateUntil } from './faults/support/earlier'

// npm run upgrade-locks: a database of the first migration with 100,000 people goes through all others,
// one by one, while clients read and write it as a second process would. Prints the longest wait of each;
// one from after the rule in prisma/long-locks.ts that takes longer than a second fails.

const PEOPLE = 100_000
/** Milliseconds that nobody should have to wait for an upgrade. */
const ALLOWED = 1_000

const people = `
  INSERT INTO "User" ("email", "name", "passwordHash", "roleId")
  SELECT 'p' || n || '@example.org', 'Person ' || n, 'hmac-sha384-bcrypt$2b$04$obviously.fake', 3
  FROM generate_series(1, ${PEOPLE}) AS n`
const links = `
  INSERT INTO "SignupToken" ("id", "nonce", "name", "expiresAt", "roleId", "useCount")
  SELECT lpad(to_hex(n), 16, '0'), '0123456789abcdef', 'Link ' || n, now() + interval '1 day', 3, 100
  FROM generate_series(1, ${PEOPLE / 100}) AS n`
const uses = `
  INSERT INTO "SignupTokenUse" ("signupTokenId", "userId")
  SELECT lpad(to_hex(1 + n % ${PEOPLE / 100}), 16, '0'), n FROM generate_series(1, ${PEOPLE}) AS n`
const sessions = `
  INSERT INTO "Session" ("id", "secretHash", "userId", "expiresAt", "lastSeenAt")
  SELECT 'session-' || n, repeat('0', 64), n, now() + interval '1 day', now()
  FROM generate_series(1, ${PEOPLE}) AS n`
const events = `
  INSERT INTO "Event" ("type", "userId", "actorName", "data")
  SELECT 'user-created', n, 'Somebody', '{}' FROM generate_series(1, ${PEOPLE}) AS n, generate_series(1, 4)`

/** What a process that goes on serving does: a look-up, a seen session, an event, a place taken. */
const work = [
  `SELECT "id" FROM "User" WHERE "email" = 'p77@example.org'`,
  `UPDATE "Session" SET "lastSeenAt" = now() WHERE "id" = 'session-77'`,
  `INSERT INTO "Event" ("type", "userId", "actorName", "data") VALUES ('user-updated', 77, 'Somebody', '{}')`,
  `UPDATE "SignupToken" SET "lastUsedAt" = now() WHERE "id" = '0000000000000077'`,
  `UPDATE "User" SET "seenAt" = now() WHERE "id" = 77`,
]

let longest = 0
let ended = false

async function serve(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  while (!ended) {
    const start = performance.now()
    await client.query(statement)
    longest = Math.max(longest, performance.now() - start)
    await pause(5)
  }
  await client.end()
}

const postgres = await startTemporaryPostgres({ durable: true })
const slow: string[] = []
try {
  await sql(postgres.url, 'CREATE DATABASE upgraded')
  const url = withDatabase(postgres.url, 'upgraded')
  const names = readdirSync('prisma/migrations')
    .filter((name) => /^\d/.test(name))
    .sort()
  const [first = '', ...later] = names
  await migrateUntil(url, first)
  for (const statement of [people, links, uses, sessions, events, 'ANALYZE']) {
    await sql(url, statement)
  }
  const clients = work.map((statement) => serve(url, statement))
  const concurrent = {
    name: '29990101000000_index',
    text: 'CREATE INDEX CONCURRENTLY "probe_idx" ON "User"("name");',
  }
  for (const name of [...later, concurrent.name]) {
    longest = 0
    await migrateUntil(url, name, name === concurrent.name ? concurrent : undefined)
    console.info(`${longest.toFixed(0).padStart(6)} ms  ${name}`)
    if (longest > ALLOWED && name > lastBeforeRule) slow.push(name)
  }
  ended = true
  await Promise.all(clients)
} finally {
  await postgres.stop()
}
const planted = longLocks('CREATE INDEX "x" ON "User"("name");')
console.info(`A planted migration is refused: ${planted[0]}`)
console.info(
  slow.length === 0
    ? '✓ No migration since the rule keeps anybody waiting for longer than a second'
    : `✗ ${slow.join(', ')}`,
)
if (slow.length > 0 || planted.length === 0) process.exitCode = 1
