import { expect, test } from 'playwright/test'
import { call } from './support/call'
import {
  admin,
  change,
  evil,
  givenLink,
  givenMember,
  signupBody,
  tokens,
  unknownToken,
} from './support/given'
import { type Options, send } from './support/send'

type Case = { status: number; name: string; send: () => Promise<[string, string, Options?]> }

/** One way to get every error that a caller can cause. */
const cases: Case[] = [
  {
    status: 400,
    name: 'BadDataError',
    send: async () => ['POST', `/invite/${(await givenLink()).secret}/signup`, { body: {} }],
  },
  {
    status: 400,
    name: 'InviteInvalidError',
    send: async () => ['GET', `/invite/${unknownToken}/validate`],
  },
  {
    status: 400,
    name: 'InvitePausedError',
    send: async () => {
      const link = await givenLink()
      await change(link, { enabled: false })
      return ['GET', `/invite/${link.secret}/validate`]
    },
  },
  { status: 401, name: 'AuthenticationRequired', send: async () => ['GET', tokens] },
  {
    status: 401,
    name: 'UnauthorizedError',
    send: async () => ['GET', tokens, { as: { authorization: 'unknown' } }],
  },
  {
    status: 401,
    name: 'PasswordMismatch',
    send: async () => ['POST', '/auth/simple/login', { body: { username: 'x', password: 'y' } }],
  },
  {
    status: 403,
    name: 'PermissionError',
    send: async () => ['GET', tokens, { as: (await givenMember()).as }],
  },
  {
    status: 403,
    name: 'CrossSiteError',
    send: async () => ['POST', tokens, { as: admin, headers: evil }],
  },
  {
    status: 404,
    name: 'NotFoundError',
    send: async () => ['GET', `${tokens}/${unknownToken}`, { as: admin }],
  },
  { status: 405, name: 'MethodNotAllowedError', send: async () => ['PATCH', tokens] },
  {
    status: 409,
    name: 'NameExistsError',
    send: async () => {
      const link = await givenLink()
      const { user } = await givenMember(link)
      const body = signupBody({ email: user.email })
      return ['POST', `/invite/${link.secret}/signup`, { body }]
    },
  },
  {
    status: 412,
    name: 'StaleError',
    send: async () => {
      const { secret } = await givenLink()
      const headers = { 'if-match': '"9"' }
      return ['PUT', `${tokens}/${secret}`, { body: { name: 'x' }, as: admin, headers }]
    },
  },
  {
    status: 413,
    name: 'PayloadTooLargeError',
    send: async () => ['POST', tokens, { raw: 'x'.repeat(102_401) }],
  },
  {
    status: 415,
    name: 'ContentTypeError',
    send: async () => ['POST', tokens, { raw: 'x', as: admin }],
  },
]

// CHECKLIST 60
for (const { status, name, send: prepare } of cases) {
  test(`${status} ${name} has the same content in both formats`, async () => {
    const [method, path, options = {}] = await prepare()
    const plain = await call(method, path, options)
    const accept = 'application/problem+json'
    const headers = { ...options.headers, accept }
    const problem = await call(method, path, { ...options, headers })
    expect([plain.status, problem.status]).toEqual([status, status])
    type Plain = { id: string; message: string; details: { path: string; message: string }[] }
    const { id, message, details } = plain.json<Plain>()
    expect(plain.json().name).toBe(name)
    const { instance, errors, ...rest } = problem.json<{
      instance: string
      errors: { pointer: string; detail: string }[]
    }>()
    expect(rest).toMatchObject({ title: message, detail: message, status, code: name })
    expect(instance).not.toBe(id)
    expect(errors.map(({ pointer, detail }) => ({ path: pointer, message: detail }))).toEqual(
      details,
    )
  })
}

test('both formats name the missing permissions and where to sign in', async () => {
  const { as } = await givenMember()
  for (const accept of ['*/*', 'application/problem+json']) {
    const forbidden = await call('GET', tokens, { as, headers: { accept } })
    expect(forbidden.json().permissions).toEqual(['ADMIN'])
    const nobody = await call('GET', tokens, { headers: { accept } })
    expect(nobody.json().path).toBe('/auth/simple/login')
  }
})

test('problem+json is recognised in any case and in a list of types; other types in Accept change nothing', async () => {
  for (const accept of ['text/html', 'application/xml', 'nonsense', '']) {
    const response = await send('GET', tokens, { headers: { accept } })
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
  }
  for (const accept of ['text/html, application/problem+json;q=0.9', 'APPLICATION/Problem+JSON']) {
    const response = await send('GET', tokens, { headers: { accept } })
    expect(response.headers.get('content-type')).toBe('application/problem+json')
  }
})

test('errors from the HTTP server in front of the app have the same two formats', async () => {
  for (const [method, path, status] of [
    ['GET', '/invite/%zz/validate', 400],
    ['TRACE', '/api/admin/user', 405],
  ] as const) {
    const plain = await send(method, path)
    expect(plain.status).toBe(status)
    expect(JSON.parse(plain.text)).toMatchObject({ id: expect.any(String), details: [] })
    const problem = await send(method, path, { headers: { accept: 'application/problem+json' } })
    expect(problem.headers.get('content-type')).toBe('application/problem+json')
    expect(JSON.parse(problem.text)).toMatchObject({ status, errors: [] })
  }
})
