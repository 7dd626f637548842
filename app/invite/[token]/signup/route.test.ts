import { describe, expect, test, vi } from 'vitest'
import { GET as readMe } from '@/app/api/admin/user/route'
import { getDb } from '@/lib/server/db/db'
import { HOUR, now, setClock } from '@/lib/server/runtime/clock'
import { inviteToken, randomPart } from '@/lib/server/signup-tokens/token'
import { givenLink, givenUser, goodPassword, nextNumber, signupBody } from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'
import { badTokens } from '@/lib/testing/tokens'
import { POST } from './route'

// Twenty rounds of thirty sign-ups: seconds on an idle machine, far more on a busy one.
vi.setConfig({ testTimeout: 180_000 })

const formHeaders = { 'content-type': 'application/x-www-form-urlencoded' }

function post(token: string, body: unknown, headers: Record<string, string> = {}) {
  const path = `/invite/${encodeURIComponent(token)}/signup`
  return POST(request('POST', path, { body, headers }), params({ token }))
}

function postForm(token: string, fields: Record<string, string>, headers = {}) {
  const body = new URLSearchParams(fields).toString()
  return post(token, body, { ...formHeaders, ...headers })
}

async function placesTaken(id: string): Promise<number> {
  return (await getDb().signupToken.findUniqueOrThrow({ where: { id } })).useCount
}

async function namesOf(response: Response): Promise<string[]> {
  const { details } = await response.json()
  return details.map(({ path }: { path: string }) => path)
}

describe('POST /invite/:token/signup', () => {
  test('whoever signs up gets the role of the link and is signed in', async () => {
    const { token } = await givenLink({ roleId: 2 })
    const response = await post(token, signupBody({ email: ' Ada@Example.ORG ' }))
    expect(response.status).toBe(201)
    expect(await response.json()).toMatchObject({ email: 'ada@example.org', rootRole: 2 })
    const cookie = response.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(
      /^__Host-foyer=[\w.-]+; Path=\/; Max-Age=604800; HttpOnly; SameSite=Lax; Secure$/,
    )
    const me = await readMe(
      request('GET', '/api/admin/user', { cookie: cookie.split(';')[0] ?? '' }),
      params({}),
    )
    expect(await me.json()).toMatchObject({ user: { email: 'ada@example.org' }, permissions: [] })
  })

  // CHECKLIST 1
  test('of thirty people racing for ten places, exactly ten sign up, twenty times over', async () => {
    for (let round = 0; round < 20; round += 1) {
      const { token, id } = await givenLink({ maxUses: 10 })
      const people = Array.from({ length: 30 }, () => signupBody())
      const responses = await Promise.all(people.map((person) => post(token, person)))
      const statuses = responses.map((response) => response.status)
      expect(statuses.filter((status) => status === 201)).toHaveLength(10)
      const refused = responses.filter((response) => response.status === 400)
      const names = await Promise.all(refused.map(async (response) => (await response.json()).name))
      expect(names).toEqual(Array.from({ length: 20 }, () => 'InviteFullError'))
      const users = await getDb().user.count({ where: { use: { signupTokenId: id } } })
      const uses = await getDb().signupTokenUse.count({ where: { signupTokenId: id } })
      expect([await placesTaken(id), uses, users]).toEqual([10, 10, 10])
    }
  })

  // CHECKLIST 2
  test('of thirty sign-ups with one address, one gets the place and the rest hear that it is taken', async () => {
    for (let round = 0; round < 20; round += 1) {
      const { token, id } = await givenLink({ maxUses: 10 })
      const { email } = signupBody()
      const people = Array.from({ length: 30 }, () => signupBody({ email }))
      const responses = await Promise.all(people.map((person) => post(token, person)))
      const statuses = responses.map((response) => response.status).sort()
      expect(statuses).toEqual([201, ...Array.from({ length: 29 }, () => 409)])
      expect([await placesTaken(id), await getDb().user.count({ where: { email } })]).toEqual([
        1, 1,
      ])
    }
  })

  // CHECKLIST 3
  test('spellings of one address are one person', async () => {
    const { token, id } = await givenLink()
    const host = `bücher${nextNumber()}.example.org`
    const spellings = [
      `ada@${host.normalize('NFC')}`,
      `ada@${host.normalize('NFD')}`,
      `ADA@${host.toUpperCase()}`,
      `  ada@${host}\t`,
      `ada@${new URL(`http://${host}`).hostname}`,
      `ada@${host.replaceAll('.', '。')}`,
    ]
    const bodies = spellings.map((email) => signupBody({ email }))
    const responses = await Promise.all(bodies.map((body) => post(token, body)))
    expect(responses.map((response) => response.status).sort()).toEqual([
      201,
      ...Array.from({ length: 5 }, () => 409),
    ])
    expect(await placesTaken(id)).toBe(1)
  })

  // CHECKLIST 3
  test('an address whose local part is not ASCII is refused, composed or not', async () => {
    const { token, id } = await givenLink()
    for (const form of ['NFC', 'NFD']) {
      const response = await post(token, signupBody({ email: 'zoé@example.org'.normalize(form) }))
      expect([response.status, await namesOf(response)]).toEqual([400, ['/body/email']])
    }
    expect(await placesTaken(id)).toBe(0)
  })

  test('usernames that look alike are one, and the answer names the field', async () => {
    const { token } = await givenLink()
    const username = `Åsa ${nextNumber()}`
    expect((await post(token, signupBody({ username }))).status).toBe(201)
    const again = await post(
      token,
      signupBody({ username: username.toLowerCase().normalize('NFD') }),
    )
    expect([again.status, await namesOf(again)]).toEqual([409, ['/body/username']])
  })

  // ATTACK 18
  test('a name or username that shows nothing is refused; joiners that a script needs stay', async () => {
    const { token } = await givenLink()
    for (const blank of [
      '\u3164',
      '\u2800',
      '\u00ad',
      '\u200d',
      '\u{e0041}',
      '\u2800\u034f',
      '…',
    ]) {
      const wrong = await post(token, signupBody({ name: blank, username: blank }))
      const found = [wrong.status, await namesOf(wrong)]
      expect([blank, ...found]).toEqual([blank, 400, ['/body/name', '/body/username']])
    }
    for (const name of ['می\u200cخواهم', 'क\u094d\u200dष', '👩\u200d👧', '🇩🇪', '7', '1️⃣', '山']) {
      const created = await post(token, signupBody({ name, username: `${name} ${nextNumber()}` }))
      expect([created.status, (await created.json()).name]).toEqual([201, name])
    }
  })

  // ATTACK 1
  test('without a link the schema is all that is looked at, and no password', async () => {
    const normalize = vi.spyOn(String.prototype, 'normalize')
    const weak = signupBody({ password: 'short', name: 'N'.repeat(1025) })
    const long = await post('A'.repeat(32), weak)
    expect([long.status, await namesOf(long)]).toEqual([400, ['/body/name']])
    expect(normalize.mock.contexts.map(String)).not.toContain(weak.name)
    expect(normalize.mock.contexts.map(String)).not.toContain('short')
    normalize.mockRestore()
    const answer = await post('A'.repeat(32), signupBody({ password: 'short' }))
    expect((await answer.json()).name).toBe('InviteInvalidError')
  })

  // CHECKLIST 4
  test('a sign-up that fails on a taken address gives its place back', async () => {
    const { token, id } = await givenLink({ maxUses: 1 })
    const { email } = await givenUser()
    expect((await post(token, signupBody({ email }))).status).toBe(409)
    expect(await placesTaken(id)).toBe(0)
    expect((await post(token, signupBody())).status).toBe(201)
    expect(await placesTaken(id)).toBe(1)
  })

  // CHECKLIST 4
  test('of two people and one place, the one with a taken address never keeps the other out for good', async () => {
    const { email } = await givenUser()
    for (let round = 0; round < 10; round += 1) {
      const { token, id } = await givenLink({ maxUses: 1 })
      const [taken, free] = await Promise.all([
        post(token, signupBody({ email })),
        post(token, signupBody()),
      ])
      expect(taken.status).not.toBe(201)
      expect(free.status).toBe(201)
      expect(await placesTaken(id)).toBe(1)
    }
  })

  // CHECKLIST 13
  test('sign-ups that fail take no place and leave no trace', async () => {
    const { token, id } = await givenLink({ maxUses: 1 })
    const { email } = await givenUser()
    const counts = async () => [
      await getDb().user.count(),
      await getDb().session.count(),
      await getDb().event.count(),
    ]
    const before = await counts()
    const failing = [
      signupBody({ password: 'short' }),
      signupBody({ email: 'nobody' }),
      signupBody({ name: '' }),
      signupBody({ email }),
      '{',
    ]
    for (const body of failing) expect((await post(token, body)).ok).toBe(false)
    expect([await placesTaken(id), await counts()]).toEqual([0, before])
    expect((await post(token, signupBody())).status).toBe(201)
  })

  // CHECKLIST 21
  test('whatever is not a token gets one and the same answer', async () => {
    for (const token of badTokens()) {
      const response = await post(token, signupBody())
      const { id, ...body } = await response.json()
      expect([response.status, body]).toEqual([
        400,
        { name: 'InviteInvalidError', message: expect.any(String), details: [] },
      ])
    }
  })

  test('an unknown link with a body that breaks the schema gets the answer of the schema', async () => {
    const response = await post(inviteToken({ id: randomPart(), nonce: randomPart() }), {})
    expect([response.status, await namesOf(response)]).toEqual([
      400,
      ['/body/email', '/body/name', '/body/password'],
    ])
  })

  test('each state of a link has its own error, by the order of states', async () => {
    const ahead = new Date(now().getTime() + HOUR / 2)
    const states = [
      [{ startsAt: ahead }, 'InviteScheduledError'],
      [{ startsAt: ahead, enabled: false }, 'InvitePausedError'],
      [{ startsAt: ahead, enabled: false, maxUses: 1, useCount: 1 }, 'InviteFullError'],
      [{ enabled: false, maxUses: 1, useCount: 1, expiresAt: now() }, 'InviteExpiredError'],
      [{ expiresAt: now(), revokedAt: now() }, 'InviteRevokedError'],
    ] as const
    for (const [data, name] of states) {
      const { token, id } = await givenLink()
      await getDb().signupToken.update({ where: { id }, data })
      const response = await post(token, signupBody())
      expect([response.status, (await response.json()).name]).toEqual([400, name])
    }
  })

  test('a link opens at startsAt, not a millisecond before', async () => {
    const startsAt = new Date(now().getTime() + HOUR / 2)
    const { token } = await givenLink({ startsAt })
    setClock(() => new Date(startsAt.getTime() - 1))
    expect((await post(token, signupBody())).status).toBe(400)
    setClock(() => startsAt)
    expect((await post(token, signupBody())).status).toBe(201)
  })

  // CHECKLIST 41
  test('the password of the API description, hunter2, is refused: the policy is the form’s', async () => {
    const { token } = await givenLink()
    const bodies = [
      signupBody({ password: 'hunter2' }),
      signupBody({ password: 'hunter2', email: '' }),
    ]
    for (const body of bodies) {
      const response = await post(token, body)
      expect(response.status).toBe(400)
      expect(await namesOf(response)).toContain('/body/password')
    }
    const { email, name } = signupBody()
    const form = await postForm(token, { email, name, password: 'hunter2' })
    expect(form.headers.get('location')).toContain('password.passwordTooShort')
  })

  // CHECKLIST 37
  test('64, 128 and 256 characters are accepted, 257 are a field error, a megabyte is a 413', async () => {
    const { token } = await givenLink()
    const passwordOf = (length: number) => 'correct horse '.repeat(20).slice(0, length)
    for (const length of [64, 128, 256]) {
      const password = passwordOf(length)
      expect((await post(token, signupBody({ password }))).status).toBe(201)
    }
    const tooLong = await post(token, signupBody({ password: passwordOf(257) }))
    expect([tooLong.status, await namesOf(tooLong)]).toEqual([400, ['/body/password']])
    const huge = await post(token, signupBody({ password: 'a'.repeat(1_048_576) }))
    expect([huge.status, (await huge.json()).name]).toEqual([413, 'PayloadTooLargeError'])
  })

  // CHECKLIST 40
  test('the title of the link is no password', async () => {
    const { token } = await givenLink({ show: { title: 'Summer School of 2027' } })
    const response = await post(token, signupBody({ password: 'summer school of 2027' }))
    expect([response.status, await namesOf(response)]).toEqual([400, ['/body/password']])
  })

  // CHECKLIST 53
  test('fields that are not the person’s to give are refused by name', async () => {
    const { token, id } = await givenLink()
    const foreign = ['rootRole', 'role', 'id', 'isAdmin', 'permissions', 'constructor', '__proto__']
    for (const field of foreign) {
      const text = JSON.stringify(signupBody()).replace(/\}$/, `,${JSON.stringify(field)}:1}`)
      const response = await post(token, text)
      expect([response.status, await namesOf(response)]).toEqual([400, [`/body/${field}`]])
      const { email, name } = signupBody()
      const form = await postForm(token, { email, name, password: goodPassword, [field]: '1' })
      expect(form.headers.get('location')).toBe(`/invite/${token}?error=BadDataError#problems`)
    }
    expect(await placesTaken(id)).toBe(0)
  })

  // CHECKLIST 23
  test('JSON sent as a form redirects back without any of it in the URL', async () => {
    const { token } = await givenLink()
    const text = JSON.stringify(signupBody())
    const form = await post(token, text, { 'content-type': 'application/x-www-form-urlencoded' })
    const missing = 'email.emailRequired,name.nameRequired,password.passwordRequired'
    const query = new URLSearchParams({ error: missing })
    expect(form.headers.get('location')).toBe(`/invite/${token}?${query}#problems`)
  })

  test('all that is wrong is told at once, in the order of the schema; nothing is coerced', async () => {
    const { token } = await givenLink()
    const response = await post(token, {
      password: 'x',
      username: 7,
      name: null,
      email: true,
      a: 1,
    })
    expect(await namesOf(response)).toEqual([
      '/body/email',
      '/body/name',
      '/body/password',
      '/body/username',
      '/body/a',
    ])
    for (const body of ['null', '[]', '"text"', '7', '']) {
      const refused = await post(token, body)
      expect([refused.status, await namesOf(refused)]).toEqual([400, ['/body']])
    }
  })

  test('only the last of two equal keys counts', async () => {
    const { token } = await givenLink()
    const person = signupBody()
    const body = JSON.stringify(person).replace('{', '{"email":"first@example.org",')
    expect(await (await post(token, body)).json()).toMatchObject({ email: person.email })
  })

  test('what no database could hold is refused before it gets there', async () => {
    const { token } = await givenLink()
    const expansive = Array.from({ length: 255 }, (_, at) => String.fromCharCode(0x3300 + at))
    const cases = [
      [{ name: 'a\u0000b' }, '/body/name'],
      [{ name: '\ud800' }, '/body/name'],
      [{ email: 'a\u0000@example.org' }, '/body/email'],
      [{ username: 'a\u0000b' }, '/body/username'],
      [{ username: expansive.join('') }, '/body/username'],
      [{ username: 'ada＠example.org' }, '/body/username'],
      [{ password: 'correct horse \ud800' }, '/body/password'],
    ] as const
    for (const [fields, path] of cases) {
      const response = await post(token, signupBody(fields))
      expect([response.status, await namesOf(response)]).toEqual([400, [path]])
    }
  })

  test('a body is JSON or a form, by its content type alone', async () => {
    const { token } = await givenLink()
    const types = [
      ['application/json; charset=utf-8', 201],
      ['APPLICATION/JSON', 201],
      ['text/plain', 415],
      ['application/problem+json', 415],
      ['multipart/form-data', 415],
    ] as const
    for (const [type, status] of types) {
      const response = await post(token, JSON.stringify(signupBody()), { 'content-type': type })
      expect([type, response.status]).toEqual([type, status])
    }
  })

  test('an Authorization header and an old cookie change nothing for a person', async () => {
    const { token } = await givenLink()
    const headers = { authorization: 'Bearer nobody', cookie: '__Host-foyer=a.b' }
    expect((await post(token, signupBody(), headers)).status).toBe(201)
  })
})

describe('POST /invite/:token/signup from a plain form', () => {
  test('success leads to /welcome, signed in', async () => {
    const { token } = await givenLink()
    const { email, name } = signupBody()
    const form = { email, name, password: goodPassword, username: '' }
    const response = await postForm(token, form)
    expect([response.status, response.headers.get('location')]).toEqual([303, '/welcome'])
    expect(response.headers.get('set-cookie')).toMatch(/^__Host-foyer=/)
  })

  // CHECKLIST U13
  test('a form sent twice, now or later, creates one account and gets the same response; a corrected one is a new request', async () => {
    const { token, id } = await givenLink()
    const { email, name } = signupBody()
    const form = { formKey: 'of-one-page', email, name, password: goodPassword, username: '' }
    const at = (response: Response) => response.headers.get('location')
    const first = await Promise.all([postForm(token, form), postForm(token, form)])
    const later = await postForm(token, form)
    expect([...first, later].map(at)).toEqual(['/welcome', '/welcome', '/welcome'])
    const signedIn = [...first, later].filter(({ headers }) => headers.has('set-cookie'))
    expect(signedIn).toHaveLength(1)
    expect(await placesTaken(id)).toBe(1)
    const corrected = await postForm(token, { ...form, email: signupBody().email })
    expect([at(corrected), await placesTaken(id)]).toEqual(['/welcome', 2])
    const elsewhere = await postForm(token, { ...form, formKey: 'of-another-page' })
    expect(at(elsewhere)).toContain('error=email.emailTaken')
  })

  test('errors lead back to the form with codes and a sealed cookie that holds no password', async () => {
    const { token } = await givenLink()
    const form = { email: 'nobody', name: 'Ada', password: 'unusual' }
    const response = await postForm(token, form)
    expect(response.status).toBe(303)
    const location = new URL(response.headers.get('location') ?? '', 'https://foyer.test')
    expect(location.pathname).toBe(`/invite/${token}`)
    expect(location.searchParams.get('error')).toBe('email.emailInvalid,password.passwordTooShort')
    const cookie = response.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(
      new RegExp(`^foyer-form=[\\w-]+; Path=/invite/${token}; Max-Age=60; HttpOnly`),
    )
    expect(cookie).not.toMatch(/nobody|unusual/)
  })

  test('a closed link leads back with the name of its state', async () => {
    const { token } = await givenLink({ expiresAt: now() })
    const { email, name } = signupBody()
    const response = await postForm(token, { email, name, password: goodPassword })
    expect(response.headers.get('location')).toBe(
      `/invite/${token}?error=InviteExpiredError#problems`,
    )
  })

  test('a form from another site is a 403 and signs nobody in', async () => {
    const { token, id } = await givenLink()
    const { email, name } = signupBody()
    const fields = { email, name, password: goodPassword }
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.test' }]) {
      const response = await postForm(token, fields, headers)
      expect([response.status, response.headers.get('set-cookie')]).toEqual([403, null])
    }
    expect(await placesTaken(id)).toBe(0)
  })
})
