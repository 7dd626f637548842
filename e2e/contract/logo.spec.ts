import { givenPng } from '@/lib/testing/png'
import { expect, test } from '../faults/support/foyer'
import { call } from './support/call'
import { admin, errorOf, evil, givenMember, pathsOf } from './support/given'
import { send } from './support/send'

const path = '/api/admin/settings/logo'
const png = { 'content-type': 'image/png' }

test.describe(path, () => {
  test('a logo is set, shown on pages, and removed', async ({ foyer }) => {
    test.setTimeout(120_000)
    const { url: base } = await foyer({})
    expect((await send('GET', '/logo', { base })).status).toBe(404)
    const set = await call('PUT', path, { base, raw: givenPng(8, 8), headers: png, as: admin })
    const { logo } = set.json<{ logo: string }>()
    expect([set.status, logo]).toEqual([200, '/logo?v=2'])
    const got = await send('GET', logo, { base })
    expect([got.status, got.headers.get('content-type')]).toEqual([200, 'image/png'])
    expect(got.headers.get('x-content-type-options')).toBe('nosniff')
    expect(got.headers.get('content-security-policy')).toContain('sandbox')
    expect(got.headers.get('cache-control')).toContain('immutable')
    const page = await send('GET', '/login', { base })
    expect(page.text).toMatch(/<img [^>]*src="\/logo\?v=2"/)
    const removed = await call('DELETE', path, { base, as: admin })
    expect(removed.json()).toMatchObject({ logo: null })
    expect((await send('GET', '/login', { base })).text).not.toContain('/logo')
  })

  // Only what is refused: the instance is shared with every other test.
  test('a file that is not a picture is a 400, one that is too large a 413, another type a 415', async () => {
    const put = (raw: string | Buffer, headers = {}) =>
      call('PUT', path, { raw, headers, as: admin })
    const bad = await put('hello', png)
    expect([errorOf(bad), pathsOf(bad)]).toEqual(['400 BadDataError', ['/body']])
    expect(errorOf(await put(Buffer.alloc(204_801), png))).toBe('413 PayloadTooLargeError')
    for (const type of ['image/jpeg', 'application/json', 'text/html']) {
      expect(errorOf(await put('{}', { 'content-type': type }))).toBe('415 ContentTypeError')
    }
    expect(errorOf(await put(givenPng()))).toBe('415 ContentTypeError')
    const headers = { ...png, 'if-match': '"999999"' }
    expect(errorOf(await put(givenPng(), headers))).toBe('412 StaleError')
  })

  // CHECKLIST 49, 55
  test('another site is refused before a missing permission, and that before a wrong content type', async () => {
    const raw = 'hello'
    const foreign = await call('PUT', path, { raw, headers: { ...png, ...evil }, as: admin })
    expect(errorOf(foreign)).toBe('403 CrossSiteError')
    const nobody = await call('PUT', path, { raw, headers: { 'content-type': 'text/plain' } })
    expect(errorOf(nobody)).toBe('401 AuthenticationRequired')
    const { as } = await givenMember()
    expect(errorOf(await call('PUT', path, { raw, as }))).toBe('403 PermissionError')
    const stale = { 'if-match': '"999999"' }
    const removed = await call('DELETE', path, { headers: stale, as: admin })
    expect(errorOf(removed)).toBe('412 StaleError')
  })
})
