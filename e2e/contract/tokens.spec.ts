import { expect, test } from 'playwright/test'
import type { SignupTokenResponse } from '@/lib/schemas/responses'
import { firstAdmin } from '../support/app'
import { call } from './support/call'
import { admin, cookieOf, errorOf, givenMember, inSeconds, pathsOf, tokens } from './support/given'
import { appUrl } from './support/send'

const day = 86_400

async function create(fields: Record<string, unknown>) {
  const body = { name: 'Link', expiresAt: inSeconds(3600), ...fields }
  return await call('POST', tokens, { body, as: admin })
}

test.describe('POST /api/admin/invite-link/tokens', () => {
  test('creates a link and returns 201 with the whole link, Location and ETag', async () => {
    const expiresAt = inSeconds(3600)
    const answer = await create({ name: ' Summer school ', expiresAt })
    const link = answer.json<SignupTokenResponse>()
    expect(answer.status).toBe(201)
    expect(answer.header('location')).toBe(`tokens/${link.secret}`)
    expect(answer.header('etag')).toBe('"1"')
    expect(link).toEqual({
      secret: expect.stringMatching(/^[A-Za-z0-9_-]{32}$/),
      name: 'Summer school',
      url: `${appUrl()}/invite/${link.secret}`,
      expiresAt,
      enabled: true,
      createdAt: expect.any(String),
      createdBy: 'Initial admin token 1',
      role: { id: 3, name: 'Viewer', type: 'root' },
      users: [],
      state: 'open',
      useCount: 0,
      maxUses: null,
      show: {},
      startsAt: null,
    })
  })

  test('createdBy names the person who created the link', async () => {
    const body = { username: firstAdmin.email, password: firstAdmin.password }
    const login = await call('POST', '/auth/simple/login', { body })
    const created = { name: 'By a person', expiresAt: inSeconds(60) }
    const as = { cookie: cookieOf(login) }
    const answer = await call('POST', tokens, { body: created, as })
    expect(answer.json().createdBy).toBe(firstAdmin.email)
  })

  test('accepts maxUses, startsAt and a role by id or name', async () => {
    const startsAt = inSeconds(60)
    const answer = await create({ maxUses: 100_000, startsAt, rootRole: 'editor' })
    const role = { id: 2, name: 'Editor', type: 'root' }
    expect(answer.json()).toMatchObject({ maxUses: 100_000, startsAt, role, state: 'scheduled' })
    const nulls = await create({ maxUses: null, startsAt: null, rootRole: 1 })
    expect(nulls.json()).toMatchObject({ maxUses: null, startsAt: null, role: { id: 1 } })
  })

  test('several links may share a name', async () => {
    const responses = [await create({ name: 'Same' }), await create({ name: 'Same' })]
    const secrets = responses.map((answer) => answer.json().secret)
    expect(new Set(secrets).size).toBe(2)
  })

  // CHECKLIST 11
  test('an end more than 31 days ahead is shortened, and the response shows it', async () => {
    const answer = await create({ expiresAt: inSeconds(400 * day) })
    const ahead = Date.parse(String(answer.json().expiresAt)) - Date.now()
    expect(ahead).toBeGreaterThan(30.9 * day * 1000)
    expect(ahead).toBeLessThanOrEqual(31 * day * 1000)
  })

  test('a time may have any zone, and is returned in UTC', async () => {
    const at = new Date(Date.now() + 5 * day * 1000)
    const local = new Date(at.getTime() + 5.5 * 3_600_000).toISOString().replace('Z', '+05:30')
    const answer = await create({ expiresAt: local })
    expect(answer.json().expiresAt).toBe(at.toISOString())
  })

  const bad: [string, Record<string, unknown>][] = [
    ['name', { name: '' }],
    ['name', { name: 'x'.repeat(256) }],
    ['name', { name: 'a\u0000b' }],
    ['name', { name: 1 }],
    ['name', { name: undefined }],
    ['expiresAt', { expiresAt: undefined }],
    ['expiresAt', { expiresAt: '2000-01-01T00:00:00Z' }],
    ['expiresAt', { expiresAt: '2999-01-01T00:00:00' }],
    ['expiresAt', { expiresAt: '2999-02-30T00:00:00Z' }],
    ['expiresAt', { expiresAt: '2999-01-01' }],
    ['expiresAt', { expiresAt: 32503680000000 }],
    ['expiresAt', { expiresAt: null }],
    ['maxUses', { maxUses: 0 }],
    ['maxUses', { maxUses: -1 }],
    ['maxUses', { maxUses: 100_001 }],
    ['maxUses', { maxUses: 1.5 }],
    ['maxUses', { maxUses: '5' }],
    ['maxUses', { maxUses: true }],
    ['startsAt', { startsAt: 'tomorrow' }],
    ['startsAt', { startsAt: '2998-01-01T00:00:00Z' }],
    ['rootRole', { rootRole: 4 }],
    ['rootRole', { rootRole: 'Owner' }],
    ['rootRole', { rootRole: '3' }],
    ['rootRole', { rootRole: null }],
    ['enabled', { enabled: true }],
    ['secret', { secret: 'A'.repeat(32) }],
    ['id', { id: 1 }],
    ['useCount', { useCount: 0 }],
  ]
  for (const [field, fields] of bad) {
    const label = JSON.stringify(fields, (_, value) =>
      value === undefined ? 'nothing' : value,
    ).slice(0, 70)
    test(`${label} is a 400 on ${field}`, async () => {
      const answer = await create(fields)
      expect(errorOf(answer)).toBe('400 BadDataError')
      expect(pathsOf(answer)).toEqual([`/body/${field}`])
    })
  }

  test('a start equal to the end is a 400', async () => {
    const at = inSeconds(600)
    expect(pathsOf(await create({ expiresAt: at, startsAt: at }))).toEqual(['/body/startsAt'])
  })

  test('needs ADMIN: 401 without credentials, 403 for an editor', async () => {
    const body = { name: 'Mine', expiresAt: inSeconds(60) }
    expect(errorOf(await call('POST', tokens, { body }))).toBe('401 AuthenticationRequired')
    const { as } = await givenMember('Editor')
    expect(errorOf(await call('POST', tokens, { body, as }))).toBe('403 PermissionError')
  })
})
