import { expect, test } from 'playwright/test'
import { adminToken } from '../support/app'
import { call } from './support/call'
import { admin, errorOf, givenMember, givenPersonalToken, tokens } from './support/given'

async function asked(as: { authorization?: string; cookie?: string }) {
  return await call('GET', tokens, { as })
}

test.describe('the Authorization header', () => {
  const spellings = [
    adminToken,
    ` ${adminToken} `,
    `Bearer ${adminToken}`,
    `bearer ${adminToken}`,
    `BEARER ${adminToken}`,
    `bEaReR \t  ${adminToken}\t `,
  ]
  for (const authorization of spellings) {
    test(`${JSON.stringify(authorization)} is accepted as the admin token`, async () => {
      expect((await asked({ authorization })).status).toBe(200)
    })
  }

  const unknown = [
    'nonsense',
    'Bearer nonsense',
    `Bearer Bearer ${adminToken}`,
    `Basic ${adminToken}`,
    `Bearer${adminToken}`,
    `${adminToken}x`,
    adminToken.slice(0, -1),
    adminToken.toUpperCase(),
    `${adminToken}, ${adminToken}`,
    `user:${'0'.repeat(56)}`,
    'x'.repeat(8000),
  ]
  for (const authorization of unknown) {
    test(`${JSON.stringify(authorization.slice(0, 60))} alone is a 401 UnauthorizedError`, async () => {
      expect(errorOf(await asked({ authorization }))).toBe('401 UnauthorizedError')
    })
  }

  for (const authorization of ['', '   ', 'Bearer', 'Bearer   ']) {
    test(`${JSON.stringify(authorization)} counts as no credential`, async () => {
      const response = await asked({ authorization })
      expect(errorOf(response)).toBe('401 AuthenticationRequired')
      expect(response.json()).toMatchObject({ path: '/auth/simple/login', type: 'password' })
    })
  }
})

test.describe('the session cookie', () => {
  test('is accepted alone and at any place among other cookies', async () => {
    const { as } = await givenMember('Admin')
    for (const cookie of [as.cookie, `a=b; ${as.cookie}; c=d`, `a="x y";${as.cookie}`]) {
      expect((await asked({ cookie })).status).toBe(200)
    }
  })

  test('an invalid one counts as no credential', async () => {
    const { as } = await givenMember('Admin')
    const broken = ['foyer=', 'foyer=x', 'foyer=a.b', 'foyer=.', `${as.cookie}x`]
    const others = [
      as.cookie.replace('foyer', 'foyer2'),
      as.cookie.replace('.', ''),
      'foyer=%00.%00',
    ]
    for (const cookie of [...broken, ...others]) {
      expect(errorOf(await asked({ cookie })), cookie).toBe('401 AuthenticationRequired')
    }
  })

  test('an invalid token sent with a valid session is ignored', async () => {
    const { as } = await givenMember('Admin')
    for (const authorization of ['nonsense', 'Bearer x', `user:${'0'.repeat(56)}`]) {
      expect((await asked({ ...as, authorization })).status).toBe(200)
    }
  })

  test('an invalid token sent with an invalid session is a 401 UnauthorizedError', async () => {
    const response = await asked({ cookie: 'foyer=a.b', authorization: 'nonsense' })
    expect(errorOf(response)).toBe('401 UnauthorizedError')
  })
})

test.describe('several credentials', () => {
  test('are tried in this order: admin API token, session, personal token', async () => {
    const viewer = await givenMember('Viewer')
    const boss = await givenMember('Admin')
    const { secret } = await givenPersonalToken(boss)
    // The admin token goes before a viewer's session.
    expect((await asked({ ...viewer.as, ...admin })).status).toBe(200)
    // The viewer's session goes before an admin's personal token.
    const both = { ...viewer.as, authorization: secret }
    expect(errorOf(await asked(both))).toBe('403 PermissionError')
    const me = await call('GET', '/api/admin/user', { as: both })
    expect(me.json()).toMatchObject({ user: { id: viewer.user.id } })
    expect((await asked({ authorization: secret })).status).toBe(200)
  })

  test('a personal token has the rights of its owner and no more', async () => {
    const { secret } = await givenPersonalToken(await givenMember('Editor'))
    expect(errorOf(await asked({ authorization: secret }))).toBe('403 PermissionError')
  })
})
