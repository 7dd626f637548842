import { randomUUID } from 'node:crypto'
import { expect, test } from 'playwright/test'
import { call } from './support/call'
import { errorOf, givenLink, pathsOf, signupBody } from './support/given'

async function signup(body: unknown) {
  const { secret } = await givenLink()
  return await call('POST', `/invite/${secret}/signup`, { body })
}

test.describe('the fields of POST /invite/:token/signup', () => {
  for (const value of [1, true, null, ['text'], { a: 1 }]) {
    test(`nothing is coerced: ${JSON.stringify(value)} is a 400 on each field`, async () => {
      const body = { email: value, name: value, password: value, username: value }
      const response = await signup(body)
      expect(errorOf(response)).toBe('400 BadDataError')
      expect(pathsOf(response)).toEqual([
        '/body/email',
        '/body/name',
        '/body/password',
        '/body/username',
      ])
    })
  }

  test('all violations are listed at once, in the order of the schema, including the password policy', async () => {
    const body = { username: 'a@b', password: 'foyer', name: ' ', email: 'x', zzz: 1 }
    const response = await signup(body)
    expect([...new Set(pathsOf(response))]).toEqual([
      '/body/email',
      '/body/name',
      '/body/password',
      '/body/username',
      '/body/zzz',
    ])
    // Too short, and the name of this service.
    expect(pathsOf(response).filter((path) => path === '/body/password').length).toBeGreaterThan(1)
  })

  const bad: [string, Record<string, unknown>][] = [
    ['email', { email: '' }],
    ['email', { email: 'plain' }],
    ['email', { email: 'ada@host' }],
    ['email', { email: 'ä@example.org' }],
    ['email', { email: 'a\u0000b@example.org' }],
    ['email', { email: `${'a'.repeat(64)}@${'b'.repeat(60)}.${'c'.repeat(200)}.org` }],
    ['name', { name: '' }],
    ['name', { name: ' '.repeat(10) }],
    ['name', { name: '😀'.repeat(256) }],
    ['name', { name: 'a\u0000b' }],
    ['name', { name: 'a\nb' }],
    ['username', { username: 'ada@example.org' }],
    ['username', { username: 'x'.repeat(256) }],
    ['username', { username: 'a\u0000b' }],
    ['password', { password: '' }],
    ['password', { password: 'eleven char' }],
    ['password', { password: 'x'.repeat(257) }],
    ['password', { password: 'passwordpassword' }],
    ['password', { password: 'New Comer' }],
  ]
  for (const [field, fields] of bad) {
    test(`${JSON.stringify(fields).slice(0, 60)} is a 400 on ${field}`, async () => {
      const response = await signup(signupBody(fields))
      expect(errorOf(response)).toBe('400 BadDataError')
      expect([...new Set(pathsOf(response))]).toEqual([`/body/${field}`])
    })
  }

  test('a name of 255 characters from any Unicode plane and a password of 12 are accepted', async () => {
    const response = await signup(signupBody({ name: '😀'.repeat(255), password: 'zwölf Zeiche' }))
    expect(response.status).toBe(201)
  })

  test('an international domain is converted to A-labels', async () => {
    const local = randomUUID()
    const response = await signup(signupBody({ email: `${local}@BÜCHER.example` }))
    expect(response.json().email).toBe(`${local}@xn--bcher-kva.example`)
  })
})
