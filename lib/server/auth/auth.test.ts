import { describe, expect, test } from 'vitest'
import { AppError } from '@/lib/errors'
import { createPersonalToken } from '@/lib/server/account/personal-tokens'
import { getDb } from '@/lib/server/db/db'
import { HOUR, now, setClock } from '@/lib/server/runtime/clock'
import { cookieFor, givenAdmin, givenAdminToken, givenUser } from '@/lib/testing/factories'
import { requireCaller, requirePerson, requireSession } from './auth'

function headers(authorization?: string, cookie?: string): Headers {
  return new Headers({ ...(authorization && { authorization }), ...(cookie && { cookie }) })
}

async function errorOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
  } catch (error) {
    if (error instanceof AppError) return `${error.status} ${error.name}`
    throw error
  }
  return 'none'
}

async function personalTokenOf(user: { id: number; email: string }): Promise<string> {
  const caller = await requirePerson(headers(undefined, await cookieFor(user.id)))
  const expiresAt = new Date(now().getTime() + HOUR).toISOString()
  return (await createPersonalToken(caller, { description: 'Test', expiresAt })).secret
}

describe('the caller of a request', () => {
  test('the order is API token, session, personal token', async () => {
    const [one, two] = [await givenUser(), await givenUser()]
    const [apiToken, cookie] = [await givenAdminToken(), await cookieFor(one.id)]
    const personal = await personalTokenOf(two)
    expect(await requireCaller(headers(apiToken, cookie))).toMatchObject({ via: 'api-token' })
    const session = { via: 'session', userId: one.id }
    expect(await requireCaller(headers(personal, cookie))).toMatchObject(session)
    const token = { via: 'personal-token', userId: two.id }
    expect(await requireCaller(headers(personal))).toMatchObject(token)
    expect(await requireCaller(headers(personal, '__Host-foyer=a.b'))).toMatchObject(token)
  })

  test('a wrong token with a valid session is ignored; alone it is refused', async () => {
    const user = await givenUser()
    const cookie = await cookieFor(user.id)
    expect(await requireCaller(headers('nobody', cookie))).toMatchObject({ userId: user.id })
    expect(await errorOf(requireCaller(headers('nobody')))).toBe('401 UnauthorizedError')
    const bad = headers('nobody', '__Host-foyer=a.b')
    expect(await errorOf(requireCaller(bad))).toBe('401 UnauthorizedError')
  })

  test('without a credential there is no caller', async () => {
    expect(await errorOf(requireCaller(headers()))).toBe('401 AuthenticationRequired')
    for (const empty of ['Bearer', 'bearer   ', ' ']) {
      expect(await errorOf(requireCaller(headers(empty)))).toBe('401 AuthenticationRequired')
    }
  })

  test('a secret works alone or after Bearer, in any case and with any white space', async () => {
    const secret = await givenAdminToken()
    const ways = ['', 'Bearer ', 'bearer ', 'BEARER\t', 'BeArEr  \t  ']
    for (const way of ways) {
      expect(await requireCaller(headers(way + secret))).toMatchObject({ via: 'api-token' })
    }
    for (const way of ['Basic ', 'Bearer', 'Bearer Bearer ']) {
      expect(await errorOf(requireCaller(headers(way + secret)))).toBe('401 UnauthorizedError')
    }
  })

  test('an admin API token has the permission ADMIN, a person the permissions of their role', async () => {
    const [admin, viewer] = [await givenAdmin(), await givenUser()]
    const permissions = async (sent: Headers) => (await requireCaller(sent)).permissions
    expect(await permissions(headers(await givenAdminToken()))).toEqual(['ADMIN'])
    expect(await permissions(headers(await personalTokenOf(admin)))).toEqual(['ADMIN'])
    expect(await permissions(headers(await personalTokenOf(viewer)))).toEqual([])
    expect(await permissions(headers(undefined, await cookieFor(viewer.id)))).toEqual([])
  })
})

describe('expired credentials', () => {
  test('a personal token ends when it expires, and with its owner', async () => {
    const start = now().getTime()
    setClock(() => new Date(start))
    const user = await givenUser()
    const sent = headers(await personalTokenOf(user))
    setClock(() => new Date(start + HOUR - 1))
    expect(await requireCaller(sent)).toMatchObject({ userId: user.id })
    setClock(() => new Date(start + HOUR))
    expect(await errorOf(requireCaller(sent))).toBe('401 UnauthorizedError')
    setClock(() => new Date(start))
    await getDb().user.update({ where: { id: user.id }, data: { enabled: false } })
    expect(await errorOf(requireCaller(sent))).toBe('401 UnauthorizedError')
    await getDb().user.delete({ where: { id: user.id } })
    expect(await errorOf(requireCaller(sent))).toBe('401 UnauthorizedError')
  })
})

describe('guards', () => {
  test('an admin API token is not a person, and a personal token is not a browser', async () => {
    const user = await givenUser()
    const personal = headers(await personalTokenOf(user))
    const apiToken = headers(await givenAdminToken())
    expect(await errorOf(requirePerson(apiToken))).toBe('401 AuthenticationRequired')
    expect(await errorOf(requireSession(apiToken))).toBe('401 AuthenticationRequired')
    expect(await requirePerson(personal)).toMatchObject({ userId: user.id })
    expect(await errorOf(requireSession(personal))).toBe('403 PermissionError')
    const session = headers(undefined, await cookieFor(user.id))
    expect(await requireSession(session)).toMatchObject({ userId: user.id })
  })
})
