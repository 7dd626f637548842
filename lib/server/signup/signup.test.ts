import bcrypt from 'bcrypt'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Prisma } from '@/lib/generated/prisma/client'
import { getDb, getPool } from '@/lib/server/db/db'
import { MINUTE, now } from '@/lib/server/runtime/clock'
import { getEnv } from '@/lib/server/runtime/env'
import { randomPart } from '@/lib/server/signup-tokens/token'
import { untilWaiting } from '@/lib/testing/databases'
import { givenLink, signupBody } from '@/lib/testing/factories'
import { type AppProcess, startAppProcess } from '@/lib/testing/processes'
import { sql } from '@/lib/testing/sql'
import { statementsOf, textOf } from '@/lib/testing/statements'
import { signup } from './signup'

const zones = ['UTC', 'Asia/Tokyo', 'America/Los_Angeles']
let processes: AppProcess[] = []

// Twenty rounds of thirty sign-ups take seconds on an idle machine and far longer on a busy one.
vi.setConfig({ testTimeout: 180_000 })

beforeAll(() => {
  processes = zones.map((zone) => startAppProcess(zone))
})

afterAll(async () => {
  await Promise.all(processes.map((process) => process.stop()))
})

function people(count: number, fields: Record<string, unknown> = {}) {
  return Array.from({ length: count }, () => signupBody(fields))
}

function tally(responses: string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const response of responses) counts[response] = (counts[response] ?? 0) + 1
  return counts
}

/** Sends all bodies at once, half of them through each of two processes. */
async function throughTwo(token: string, bodies: Record<string, unknown>[]): Promise<string[]> {
  const half = bodies.length / 2
  const [one = [], two = []] = await Promise.all(
    processes.slice(0, 2).map(async (process, at) => {
      const own = bodies.slice(at * half, (at + 1) * half)
      return (await process.signUp({ token, bodies: own })).responses
    }),
  )
  return [...one, ...two]
}

async function countsOf(id: string) {
  const { useCount } = await getDb().signupToken.findUniqueOrThrow({ where: { id } })
  const uses = await getDb().signupTokenUse.count({ where: { signupTokenId: id } })
  return { useCount, uses }
}

// CHECKLIST 1
test('with two processes no more people join than there are places, twenty times over', async () => {
  for (let round = 0; round < 20; round += 1) {
    const { token, id } = await givenLink({ maxUses: 10 })
    const responses = await throughTwo(token, people(30))
    expect(tally(responses)).toEqual({ 201: 10, '400 InviteFullError': 20 })
    expect(await countsOf(id)).toEqual({ useCount: 10, uses: 10 })
  }
})

// CHECKLIST 2
test('two processes create one person per address, twenty times over', async () => {
  for (let round = 0; round < 20; round += 1) {
    const { token, id } = await givenLink({ maxUses: 10 })
    const { email } = signupBody()
    const responses = await throughTwo(token, people(30, { email }))
    expect(tally(responses)).toEqual({ 201: 1, '409 NameExistsError': 29 })
    expect(await countsOf(id)).toEqual({ useCount: 1, uses: 1 })
  }
})

// CHECKLIST 10, 69
test('a link is open until the millisecond before its end, whatever the zones of process and database', async () => {
  const url = getEnv().databaseUrl ?? ''
  const name = new URL(url).pathname.slice(1)
  // Midsummer, and the instants at which the clocks of Los Angeles go forward and back.
  const ends = ['2027-07-01T00:00:00.000Z', '2027-03-14T10:00:00.000Z', '2027-11-07T09:00:00.000Z']
  for (const databaseZone of zones) {
    await sql(url, `ALTER DATABASE ${name} SET timezone = '${databaseZone}'`)
    expect(await sql(url, 'SHOW timezone')).toEqual([{ TimeZone: databaseZone }])
    for (const [at, process] of processes.entries()) {
      for (const end of ends) {
        const { token } = await givenLink({ expiresAt: new Date(end) })
        const before = new Date(Date.parse(end) - 1).toISOString()
        const open = await process.signUp({ token, bodies: people(1), at: before })
        const over = await process.signUp({ token, bodies: people(1), at: end })
        expect([open, over]).toEqual([
          { zone: zones[at], responses: ['201'] },
          { zone: zones[at], responses: ['400 InviteExpiredError'] },
        ])
      }
    }
  }
})

// CHECKLIST 9
// CHECKLIST 19
test('a sign-up under way when the link changes respects the change', async () => {
  const changes: [Prisma.SignupTokenUpdateInput, string][] = [
    [{ enabled: false }, 'InvitePausedError'],
    [{ nonce: randomPart() }, 'InviteInvalidError'],
    [{ revokedAt: now() }, 'InviteRevokedError'],
    [{ expiresAt: now() }, 'InviteExpiredError'],
    [{ maxUses: 1, useCount: 1 }, 'InviteFullError'],
    [{ startsAt: new Date(now().getTime() + MINUTE) }, 'InviteScheduledError'],
  ]
  for (const [data, name] of changes) {
    const { token, id } = await givenLink()
    const late = await getDb().$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM "SignupToken" WHERE "id" = ${id} FOR UPDATE`
      // Wrapped in an object, so that the transaction does not await the promise that waits for it.
      const waiting = {
        response: signup(token, signupBody(), null).catch((error: Error) => error.name),
      }
      await untilWaiting(1)
      await tx.signupToken.update({ where: { id }, data })
      return waiting
    })
    expect(await late.response).toBe(name)
    expect((await countsOf(id)).uses).toBe(0)
  }
})

// CHECKLIST 14
test('the password is hashed before the transaction opens, and nothing is hashed inside', async () => {
  const { token } = await givenLink({ maxUses: 1 })
  const hash = vi.spyOn(bcrypt, 'hash')
  const query = vi.spyOn(pg.Client.prototype, 'query')
  try {
    await signup(token, signupBody(), null)
    const sent = query.mock.calls.map(([text], call) => ({
      text: textOf(text),
      order: query.mock.invocationCallOrder[call] ?? 0,
    }))
    const begin = sent.find(({ text }) => text.startsWith('BEGIN'))?.order ?? 0
    const claim = sent.find(({ text }) => text.includes('UPDATE "SignupToken"'))
    const commit = sent.find(({ text }) => text === 'COMMIT')?.order ?? 0
    expect(hash.mock.invocationCallOrder).toHaveLength(1)
    expect(hash.mock.invocationCallOrder[0]).toBeLessThan(begin)
    expect(claim?.order).toBeGreaterThan(begin)
    expect(commit).toBeGreaterThan(claim?.order ?? commit)
  } finally {
    hash.mockRestore()
    query.mockRestore()
  }
})

test('a sign-up writes everything in one statement, which a connection prepares once', async () => {
  const { token } = await givenLink()
  await signup(token, signupBody(), null)
  const sent = await statementsOf(() => signup(token, signupBody(), null))
  const verbs = sent.filter((text) => !text.includes('"Setting"')).map((text) => text.trim())
  const expected = [/^SELECT/, /^BEGIN/, /^\/\* prepared: sign-up \*\//, /^COMMIT/]
  expect(verbs).toEqual(expected.map((verb) => expect.stringMatching(verb)))
  const { rows } = await getPool().query('SELECT name FROM pg_prepared_statements')
  expect(rows).toContainEqual({ name: 'sign-up' })
})
