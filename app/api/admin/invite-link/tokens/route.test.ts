import { describe, expect, test } from 'vitest'
import { getDb } from '@/lib/server/db/db'
import { DAY, HOUR, now, setClock } from '@/lib/server/runtime/clock'
import { emptyDatabase } from '@/lib/testing/databases'
import {
  cookieFor,
  givenAdmin,
  givenAdminToken,
  givenLink,
  givenUser,
  nextNumber,
} from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'
import { GET, POST } from './route'

async function create(fields: Record<string, unknown> | string, headers = {}) {
  const authorization = await givenAdminToken()
  const expiresAt = new Date(now().getTime() + HOUR).toISOString()
  const body =
    typeof fields === 'string' ? fields : { name: `Link ${nextNumber()}`, expiresAt, ...fields }
  const path = '/api/admin/invite-link/tokens'
  return await POST(request('POST', path, { authorization, body, headers }), params({}))
}

async function list(query = '') {
  const authorization = await givenAdminToken()
  const path = `/api/admin/invite-link/tokens${query}`
  return await GET(request('GET', path, { authorization }), params({}))
}

/** Status and paths of the fields that are wrong. */
async function outcome(response: Response): Promise<string> {
  if (response.ok) return String(response.status)
  const { details, name } = await response.json()
  const paths = details.map(({ path }: { path: string }) => path)
  return [response.status, ...(paths.length > 0 ? paths : [name])].join(' ')
}

function inFuture(milliseconds: number): string {
  return new Date(now().getTime() + milliseconds).toISOString()
}

describe('POST /api/admin/invite-link/tokens', () => {
  test('a new link is open, for Viewers, without a limit, made by who asked', async () => {
    const admin = await givenAdmin()
    const body = { name: ' School ', expiresAt: inFuture(HOUR) }
    const cookie = await cookieFor(admin.id)
    const sent = request('POST', '/api/admin/invite-link/tokens', { cookie, body })
    const response = await POST(sent, params({}))
    expect(response.status).toBe(201)
    const token = await response.json()
    expect(token).toMatchObject({
      name: 'School',
      expiresAt: body.expiresAt,
      enabled: true,
      createdBy: admin.email,
      role: { id: 3, name: 'Viewer', type: 'root' },
      users: [],
      state: 'open',
      useCount: 0,
      maxUses: null,
      startsAt: null,
    })
    expect(token.url).toBe(`https://foyer.test/invite/${token.secret}`)
    expect(response.headers.get('location')).toBe(`tokens/${token.secret}`)
  })

  test('a title for invitees is a name of at most 100 characters; without one nothing is shown', async () => {
    const titled = await (await create({ show: { title: ' Rowing\u202e club ' } })).json()
    expect(titled.show).toEqual({ title: 'Rowing club' })
    for (const show of [undefined, {}, { title: null }]) {
      expect((await (await create({ show })).json()).show).toEqual({})
    }
    for (const title of ['', ' ', '\u200b', 'x'.repeat(101), 'a\u0000b', 5]) {
      expect([title, await outcome(await create({ show: { title } }))]).toEqual([
        title,
        '400 /body/show/title',
      ])
    }
    for (const show of [null, 'Rowing', []]) {
      expect(await outcome(await create({ show }))).toBe('400 /body/show')
    }
    expect(await outcome(await create({ show: { name: 'A' } }))).toBe('400 /body/show/name')
  })

  // CHECKLIST 7
  test('a limit is a whole number from 1 to 100000, or null for none; 0 is refused', async () => {
    for (const maxUses of [0, -1, 1.5, 100_001, 1e20, '10', true, [], {}]) {
      expect([maxUses, await outcome(await create({ maxUses }))]).toEqual([
        maxUses,
        '400 /body/maxUses',
      ])
    }
    for (const maxUses of [1, 100_000, null]) {
      expect(await (await create({ maxUses })).json()).toMatchObject({ maxUses, state: 'open' })
    }
    expect(await (await create({})).json()).toMatchObject({ maxUses: null, state: 'open' })
  })

  // CHECKLIST 11
  test('an end that is past, has no zone or is no date is refused with its path', async () => {
    const start = now()
    setClock(() => start)
    const wrong = [
      start.toISOString(),
      inFuture(-1),
      '1970-01-01T00:00:00Z',
      inFuture(HOUR).replace('Z', ''),
      inFuture(HOUR).slice(0, 10),
      'tomorrow',
      '',
      '2030-02-30T00:00:00Z',
      '2030-13-01T00:00:00Z',
      '2030-01-01T24:00:00Z',
      '2030-01-01T23:60:00Z',
      '2030-01-01T00:00:00+24:00',
      '2030-01-01',
      '+012030-01-01T00:00:00Z',
      '0000-01-01T00:00:00Z',
      '9999-12-31T23:59:59-23:59',
      '2030-01-01T00:00:00Z\u0000',
      start.getTime() + HOUR,
      null,
      true,
      [inFuture(HOUR)],
    ]
    for (const expiresAt of wrong) {
      const response = await create({ expiresAt })
      expect([expiresAt, await outcome(response)]).toEqual([expiresAt, '400 /body/expiresAt'])
    }
    expect((await create({ expiresAt: inFuture(1) })).status).toBe(201)
  })

  // CHECKLIST 11
  test('an end beyond the cap is put at the cap, and the answer tells it', async () => {
    const start = new Date('2027-01-01T12:00:00.000Z')
    setClock(() => start)
    const cap = new Date(start.getTime() + 31 * DAY).toISOString()
    for (const expiresAt of ['2027-02-01T12:00:00.001Z', '9999-12-31T23:59:59Z']) {
      expect(await (await create({ expiresAt })).json()).toMatchObject({ expiresAt: cap })
    }
    const own = '2027-02-01T11:59:59.999Z'
    expect(await (await create({ expiresAt: own })).json()).toMatchObject({ expiresAt: own })
  })

  // CHECKLIST 11
  test('an instant is the same whatever zone it is written in', async () => {
    setClock(() => new Date('2027-01-01T12:00:00.000Z'))
    const spellings = [
      '2027-01-02T09:30:00.250Z',
      '2027-01-02T18:30:00.250+09:00',
      '2027-01-02t01:30:00.250-08:00',
      '2027-01-02 15:15:00.25+05:45',
      '2027-01-02T09:30:00.250999z',
    ]
    for (const expiresAt of spellings) {
      expect(await (await create({ expiresAt })).json()).toMatchObject({ expiresAt: spellings[0] })
    }
  })

  // CHECKLIST 11
  test('a start has to be an instant before the end, also before the end that the cap leaves', async () => {
    const start = now()
    setClock(() => start)
    const expiresAt = inFuture(HOUR)
    const refused = [
      { startsAt: expiresAt },
      { startsAt: inFuture(HOUR + 1) },
      { startsAt: inFuture(31 * DAY), expiresAt: inFuture(60 * DAY) },
      { startsAt: 'soon' },
      { startsAt: '2027-01-01T00:00:00' },
      { startsAt: '0000-01-01T00:00:00Z' },
      { startsAt: '0001-01-01T00:00:00+23:59' },
    ]
    for (const fields of refused) {
      const response = await create({ expiresAt, ...fields })
      expect([fields, await outcome(response)]).toEqual([fields, '400 /body/startsAt'])
    }
    const scheduled = { startsAt: inFuture(HOUR - 1), state: 'scheduled' }
    const given = await create({ expiresAt, startsAt: inFuture(HOUR - 1) })
    expect(await given.json()).toMatchObject(scheduled)
    const open = await create({ startsAt: null })
    expect(await open.json()).toMatchObject({ startsAt: null, state: 'open' })
  })

  test('a role is given by id or by name in any case; others are refused', async () => {
    const roles = [
      [1, 1],
      ['editor', 2],
      ['VIEWER', 3],
      [undefined, 3],
    ] as const
    for (const [rootRole, id] of roles) {
      expect(await (await create({ rootRole })).json()).toMatchObject({ role: { id } })
    }
    for (const rootRole of [0, 4, '1', '', 'Owner', 1.5, null, true, '__proto__']) {
      expect(await outcome(await create({ rootRole }))).toBe('400 /body/rootRole')
    }
  })

  // CHECKLIST 53
  test('what is not a field of a new link is refused by name', async () => {
    const expiresAt = inFuture(HOUR)
    for (const field of ['id', 'role', 'useCount', 'secret', 'enabled', 'revoked', '__proto__']) {
      const body = `{"name":"Link","expiresAt":"${expiresAt}","${field}":1}`
      expect(await outcome(await create(body))).toBe(`400 /body/${field}`)
    }
  })

  test('the first check that fails answers: site, size and syntax, who, permission, type, schema', async () => {
    const viewer = await cookieFor((await givenUser()).id)
    const path = '/api/admin/invite-link/tokens'
    const steps: [string, Parameters<typeof request>[2]][] = [
      ['403 CrossSiteError', { body: '{', headers: { origin: 'null' } }],
      ['413 PayloadTooLargeError', { body: 'x'.repeat(102_401) }],
      ['400 /body', { body: '{' }],
      ['401 AuthenticationRequired', { body: '{}' }],
      ['401 AuthenticationRequired', { body: '{}', headers: { 'content-encoding': 'br' } }],
      ['401 UnauthorizedError', { body: '{}', authorization: 'nobody' }],
      ['403 PermissionError', { body: '{}', cookie: viewer }],
      [
        '403 PermissionError',
        { body: 'x', cookie: viewer, headers: { 'content-type': 'text/plain' } },
      ],
    ]
    for (const [expected, options] of steps) {
      expect(await outcome(await POST(request('POST', path, options), params({})))).toBe(expected)
    }
    expect(await outcome(await create('x', { 'content-type': 'text/plain' }))).toBe(
      '415 ContentTypeError',
    )
    expect(await outcome(await create('{}', { 'content-encoding': 'br' }))).toBe(
      '415 ContentTypeError',
    )
    expect(await outcome(await create('{}'))).toBe('400 /body/name /body/expiresAt')
  })
})

describe('GET /api/admin/invite-link/tokens', () => {
  test('pages walk through all links, newest first, each once', async () => {
    await emptyDatabase()
    const at = now()
    // Links of one instant are told apart by their ids.
    for (const minute of [0, 0, 0, 1, 2]) {
      setClock(() => new Date(at.getTime() + minute * 60_000))
      await givenLink()
    }
    const all = (await (await list()).json()).tokens
    expect(all).toHaveLength(5)
    const walked: unknown[] = []
    let cursor: string | null = null
    do {
      const query: string = cursor === null ? '?limit=2' : `?limit=2&cursor=${cursor}`
      const page = await (await list(query)).json()
      expect(page.tokens.length).toBeLessThanOrEqual(2)
      walked.push(...page.tokens)
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(walked).toEqual(all)
    const times = all.map(({ createdAt }: { createdAt: string }) => createdAt)
    expect(times).toEqual([...times].sort().reverse())
  })

  test('a limit or cursor that is none is a 400 with its path', async () => {
    for (const limit of ['0', '1001', '-1', 'x', '']) {
      expect(await outcome(await list(`?limit=${limit}`))).toBe('400 /query/limit')
    }
    for (const cursor of ['', 'x', '1', '1.2', '%00', `9999999999999999.${'0'.repeat(16)}`]) {
      expect(await outcome(await list(`?cursor=${cursor}`))).toBe('400 /query/cursor')
    }
    expect((await list(`?cursor=999999999999999.${'0'.repeat(16)}`)).status).toBe(200)
  })

  test('an entry holds the latest hundred people, and the count tells of the rest', async () => {
    const { token, id } = await givenLink()
    await getDb().user.createMany({
      data: Array.from({ length: 120 }, () => ({
        email: `member${nextNumber()}@example.org`,
        name: 'Member',
        passwordHash: 'none',
        roleId: 3,
      })),
    })
    const people = await getDb().user.findMany({
      where: { name: 'Member' },
      orderBy: { id: 'asc' },
    })
    const uses = people.map((person) => ({ userId: person.id, signupTokenId: id }))
    await getDb().signupTokenUse.createMany({ data: uses })
    await getDb().signupToken.update({ where: { id }, data: { useCount: 120 } })
    const { tokens } = await (await list()).json()
    const entry = tokens.find(({ secret }: { secret: string }) => secret === token)
    expect([entry.useCount, entry.users.length]).toEqual([120, 100])
    expect(entry.users[0]).toEqual({ id: people.at(-1)?.id, name: 'Member' })
  })

  test('a search, filters and an order narrow the list, and what they find is counted', async () => {
    await emptyDatabase()
    await givenLink({ name: 'Хор' })
    await givenLink({ name: 'Choir', startsAt: new Date(now().getTime() + HOUR / 2) })
    const ask = async (query: string) => {
      const { tokens, total } = await (await list(query)).json()
      return [tokens.map(({ name }: { name: string }) => name), total]
    }
    expect(await ask('?q=хо&count=true')).toEqual([['Хор'], { count: 1, more: false }])
    expect(await ask('?state=scheduled&role=viewer')).toEqual([['Choir'], undefined])
    expect(await ask('?sort=name&limit=1&count=true')).toEqual([
      ['Choir'],
      { count: 2, more: false },
    ])
    for (const query of ['q=.', 'state=odd', 'role=9', 'sort=odd', 'count=1']) {
      const response = await list(`?${query}`)
      const { details } = await response.json()
      expect([response.status, details[0]?.path]).toEqual([400, `/query/${query.split('=')[0]}`])
    }
  })
})
