import { beforeEach, describe, expect, test } from 'vitest'
import { accentCss, accentHref } from '@/lib/accent'
import { updateSettings } from '@/lib/server/settings/update-settings'
import { emptyDatabase } from '@/lib/testing/databases'
import { givenAdmin, signedIn } from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'
import { GET } from './route'

beforeEach(emptyDatabase)

async function choose(accentColor: string | null) {
  await updateSettings(await signedIn(await givenAdmin()), { accentColor }, null)
}

async function get(path: string) {
  const response = await GET(request('GET', path), params({}))
  const { status, headers } = response
  return { status, cached: headers.get('cache-control'), text: await response.text() }
}

describe('/accent.css', () => {
  test('is a 404 while nobody has chosen an accent, and after it was taken away', async () => {
    expect((await get('/accent.css')).status).toBe(404)
    await choose('#1a6b5f')
    await choose(null)
    expect((await get('/accent.css?v=1a6b5f')).status).toBe(404)
  })

  test('is kept by browsers only under the address of the colour that it holds', async () => {
    await choose('#1a6b5f')
    const current = await get(accentHref('#1a6b5f'))
    expect(current.text).toBe(accentCss('#1a6b5f'))
    expect(current.cached).toContain('immutable')
    // A page from before the change: a year of the wrong colour would be too long.
    expect(await get('/accent.css?v=ff0000')).toMatchObject({ status: 200, cached: 'no-store' })
  })
})
