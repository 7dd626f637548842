import { afterEach, expect, test } from 'vitest'
import { getDb } from '@/lib/server/db/db'
import { DAY, setClock } from '@/lib/server/runtime/clock'
import { provideEnv } from '@/lib/server/runtime/env'
import { givenLink, signupBody } from '@/lib/testing/factories'
import { post } from '@/lib/testing/sign-ups'

const at = new Date('2026-11-23T10:00:00.123Z')
const origin = { address: '203.0.113.9', userAgent: 'Test/1.0' }
const headers = { 'x-forwarded-for': origin.address, 'user-agent': origin.userAgent }

afterEach(() => {
  setClock()
  provideEnv({ SIGNUP_STRICT: '' })
})

/** Everything that a sign-up wrote, without generated ids and secrets. */
async function writtenFor(email: string) {
  const found = await getDb().user.findUniqueOrThrow({
    where: { email },
    include: { use: { omit: { id: true } }, sessions: { omit: { id: true } } },
  })
  const events = await getDb().event.findMany({
    where: { userId: found.id },
    orderBy: { id: 'asc' },
    omit: { id: true },
  })
  const { id, use, sessions, ...person } = found
  return { id, person, use, sessions, events }
}

/** What has to be written for somebody who joined through a link at `at`. */
function rowsFor(id: number, signupTokenId: string, person: { email: string; name: string }) {
  const event = { createdAt: at, actorUserId: id, actorName: null, userId: id, signupTokenId }
  const fresh = { enabled: true, loginAttempts: 0, seenAt: null, version: 1, reversalId: null }
  const { email, name } = person
  return {
    id,
    person: { ...fresh, email, name, roleId: 2, createdAt: at },
    use: { signupTokenId, userId: id, usedAt: at },
    events: [
      { ...event, ...origin, type: 'user-created', data: { roleId: 2 } },
      { ...event, ...origin, type: 'public-signup-token-user-added', data: {} },
    ],
  }
}

test('a sign-up writes the person, the use, both events and the session, column by column', async () => {
  const link = await givenLink({ roleId: 2 })
  setClock(() => at)
  const body = signupBody({ username: 'Ada \uff21\uff22' })
  expect((await post(link.token, body, headers)).status).toBe(201)
  const written = await writtenFor(body.email)
  const rows = rowsFor(written.id, link.id, body)
  const username = { username: 'Ada \uff21\uff22', usernameKey: 'ada ab' }
  const session = { userId: written.id, userAgent: origin.userAgent, createdAt: at, lastSeenAt: at }
  expect(written).toEqual({
    ...rows,
    person: { ...rows.person, ...username },
    sessions: [{ ...session, expiresAt: new Date(at.getTime() + 7 * DAY) }],
  })
  const { useCount, lastUsedAt } = await getDb().signupToken.findUniqueOrThrow({
    where: { id: link.id },
  })
  expect({ useCount, lastUsedAt }).toEqual({ useCount: 1, lastUsedAt: at })
})

test('strict mode writes the same, except username and session', async () => {
  provideEnv({ SIGNUP_STRICT: 'true' })
  const link = await givenLink({ roleId: 2 })
  setClock(() => at)
  const body = signupBody()
  expect((await post(link.token, body, headers)).status).toBe(202)
  const written = await writtenFor(body.email)
  const rows = rowsFor(written.id, link.id, body)
  const person = { ...rows.person, username: null, usernameKey: null }
  expect(written).toEqual({ ...rows, person, sessions: [] })
})

test('without a free place nothing is written', async () => {
  const link = await givenLink({ maxUses: 1 })
  await post(link.token, signupBody())
  const count = async () => [
    await getDb().user.count(),
    await getDb().session.count(),
    await getDb().signupTokenUse.count(),
  ]
  const before = await count()
  expect((await post(link.token, signupBody())).status).toBe(400)
  expect(await count()).toEqual(before)
})
