import { expect, test } from 'playwright/test'
import { call } from './support/call'
import { errorOf, evil, givenMember, givenPersonalToken, pathsOf } from './support/given'
import type { Credential } from './support/send'
import { allowed, type Write } from './support/write'
import { writes } from './support/writes'

// WIRE §1, "Order of checks": each test breaks two rules at once and checks which one is reported.

const json = { 'content-type': 'application/json' }
const plain = { 'content-type': 'text/plain' }
const oversized = 'x'.repeat(102_401)
const broken = '{"name":'

/** A known caller without the permission, where there is one. */
async function forbidden({ access }: Write): Promise<Credential | null> {
  if (access === 'admin') return (await givenMember('Editor')).as
  if (access !== 'session') return null
  return { authorization: (await givenPersonalToken(await givenMember('Admin'))).secret }
}

for (const write of writes) {
  const { method, name, body, access, missing } = write

  test.describe(`${method} ${name}`, () => {
    test('a wrong method takes precedence over another site', async () => {
      const response = await call('PATCH', await write.path(), { raw: oversized, headers: evil })
      expect(errorOf(response)).toBe('405 MethodNotAllowedError')
    })

    test('another site takes precedence over a body that is too large or not JSON', async () => {
      const path = await write.path()
      for (const raw of [oversized, broken]) {
        const headers = { ...json, ...evil }
        const response = await call(method, path, { raw, headers, as: await allowed(access) })
        expect(errorOf(response)).toBe('403 CrossSiteError')
      }
    })

    test('a body that is too large or not JSON takes precedence over a missing credential', async () => {
      const path = await write.path()
      for (const headers of [json, plain, {}]) {
        const response = await call(method, path, { raw: oversized, headers })
        expect(errorOf(response)).toBe('413 PayloadTooLargeError')
      }
      const response = await call(method, path, { raw: broken, headers: json })
      expect(errorOf(response)).toBe('400 BadDataError')
      expect(pathsOf(response)).toEqual(['/body'])
    })

    test('a body that is too large takes precedence over invalid JSON', async () => {
      const raw = broken + ' '.repeat(102_400)
      const response = await call(method, await write.path(), { raw, headers: json })
      expect(errorOf(response)).toBe('413 PayloadTooLargeError')
    })

    if (access !== 'public') {
      test('a missing or unknown credential takes precedence over a wrong content type', async () => {
        const path = await write.path()
        const none = await call(method, path, { raw: 'hello', headers: plain })
        expect(errorOf(none)).toBe('401 AuthenticationRequired')
        const as = { authorization: 'unknown' }
        const unknown = await call(method, path, { raw: 'hello', headers: plain, as })
        expect(errorOf(unknown)).toBe('401 UnauthorizedError')
        const encoded = { ...json, 'content-encoding': 'br' }
        const inflated = await call(method, path, { raw: 'hello', headers: encoded })
        expect(errorOf(inflated)).toBe('401 AuthenticationRequired')
      })
    }

    if (access === 'admin' || access === 'session') {
      test('a forbidden caller gets 403 whatever the body', async () => {
        const path = await write.path()
        const as = (await forbidden(write)) ?? {}
        const typed = await call(method, path, { raw: 'hello', headers: plain, as })
        expect(errorOf(typed)).toBe('403 PermissionError')
        const bad = await call(method, path, { body: { nonsense: 1 }, as })
        expect(errorOf(bad)).toBe('403 PermissionError')
        expect(bad.json().permissions).toEqual(access === 'admin' ? ['ADMIN'] : undefined)
      })
    }

    if (access === 'admin' && missing) {
      test('a forbidden caller gets 403 whether the target exists or not', async () => {
        const as = (await forbidden(write)) ?? {}
        const response = await call(method, missing, { as, ...(body && { body: body() }) })
        expect(errorOf(response)).toBe('403 PermissionError')
      })
    }

    if (body) {
      test('a wrong content type takes precedence over schema errors', async () => {
        const path = await write.path()
        const as = await allowed(access)
        for (const type of ['text/plain', 'application/problem+json', 'multipart/form-data']) {
          const headers = { 'content-type': type }
          const response = await call(method, path, { raw: '{"nonsense":1}', headers, as })
          expect(errorOf(response), type).toBe('415 ContentTypeError')
        }
        const none = await call(method, path, { raw: '{}', as })
        expect(errorOf(none)).toBe('415 ContentTypeError')
        const empty = await call(method, path, { as })
        expect(errorOf(empty)).toBe('415 ContentTypeError')
      })

      test('a body that is not an object is a 400 on /body', async () => {
        const path = await write.path()
        const as = await allowed(access)
        for (const raw of ['[]', 'null', '"text"', '1', 'true', '']) {
          const response = await call(method, path, { raw, headers: json, as })
          expect(errorOf(response), raw).toBe('400 BadDataError')
          expect(pathsOf(response), raw).toEqual(['/body'])
        }
      })
    } else {
      test('needs no content type and accepts any', async () => {
        const as = await allowed(access)
        for (const headers of [{}, plain, json, { 'content-encoding': 'br' }]) {
          const response = await call(method, missing ?? '/api/admin/user/tokens/1', {
            headers,
            as,
          })
          const statuses = access === 'public' ? [400] : [200, 302, 401, 404, 405]
          expect(statuses).toContain(response.status)
        }
      })
    }

    if (body && missing) {
      test('a schema error takes precedence over a 404', async () => {
        const as = await allowed(access)
        const bad = await call(method, missing, { body: { nonsense: 1 }, as })
        expect(errorOf(bad)).toBe('400 BadDataError')
        const good = await call(method, missing, { body: body(), as })
        expect(['404 NotFoundError', '400 InviteInvalidError']).toContain(errorOf(good))
      })
    }
  })
}
