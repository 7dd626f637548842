import { expect, test } from 'playwright/test'
import { call } from './support/call'
import { admin, errorOf, givenLink, givenMember, pathsOf } from './support/given'

const settings = '/api/admin/settings'

// The instance is shared with every other test: these tests set only values that it already has.
test.describe(settings, () => {
  test('PUT returns the settings; another version in If-Match is a 412', async () => {
    const body = { instanceName: 'Foyer' }
    const response = await call('PUT', settings, { body, as: admin })
    expect(response.json()).toMatchObject(body)
    const headers = { 'if-match': '"999999"' }
    const stale = await call('PUT', settings, { body, headers, as: admin })
    expect(errorOf(stale)).toBe('412 StaleError')
  })

  test('an invalid value is a 400 on its field', async () => {
    const response = await call('PUT', settings, { body: { languages: ['xx'] }, as: admin })
    expect(errorOf(response)).toBe('400 BadDataError')
    expect(pathsOf(response)).toEqual(['/body/languages'])
  })
})

test('GET /api/admin/search finds a link by part of its name; a text that is too long is a 400', async () => {
  const { name } = await givenLink()
  const found = await call('GET', `/api/admin/search?q=${name.slice(5, 25)}`, { as: admin })
  expect(found.json<{ links: { name: string }[] }>().links[0]?.name).toBe(name)
  const long = await call('GET', `/api/admin/search?q=${'x'.repeat(201)}`, { as: admin })
  expect(errorOf(long)).toBe('400 BadDataError')
  expect(pathsOf(long)).toEqual(['/query/q'])
})

// CHECKLIST 55
for (const path of ['/api/admin/settings', '/api/admin/search?q=rowing']) {
  test(`GET ${path} is for administrators`, async () => {
    expect(errorOf(await call('GET', path))).toBe('401 AuthenticationRequired')
    expect(errorOf(await call('GET', path, await givenMember()))).toBe('403 PermissionError')
  })
}
