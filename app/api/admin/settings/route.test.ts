import { beforeEach, describe, expect, test } from 'vitest'
import { defaultSettings } from '@/lib/schemas/settings'
import { policyProblems } from '@/lib/server/auth/passwords'
import { getDb } from '@/lib/server/db/db'
import {
  getLinkDefaults,
  getPolicySettings,
  getSettings,
  lastSettings,
} from '@/lib/server/settings/settings'
import { emptyDatabase } from '@/lib/testing/databases'
import { cookieFor, givenAdmin } from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'
import { GET, PUT } from './route'

let cookie = ''

beforeEach(async () => {
  await emptyDatabase()
  cookie = await cookieFor((await givenAdmin()).id)
})

async function put(body: unknown, headers: Record<string, string> = {}) {
  const response = await PUT(request('PUT', '/', { cookie, body, headers }), params({}))
  const tag = response.headers.get('etag')
  return { status: response.status, tag, ...(await response.json()) }
}

async function read() {
  const response = await GET(request('GET', '/', { cookie }), params({}))
  return { tag: response.headers.get('etag'), ...(await response.json()) }
}

describe('/api/admin/settings', () => {
  test('is the defaults until somebody sets something', async () => {
    const { roleId: rootRole, ...links } = defaultSettings.linkDefaults
    expect(await read()).toEqual({
      ...defaultSettings,
      linkDefaults: { ...links, rootRole },
      tag: '"1"',
    })
  })

  test('a change is there at once, everywhere, and the rest stays', async () => {
    await getSettings()
    const text = {
      welcomeText: ' Dear all,\r\nwelcome \u202e<b>in</b> ',
      contact: 'ada@example.org',
    }
    expect(await put({ instanceName: "Rower's {Club}", ...text })).toMatchObject({ status: 200 })
    await put({
      languages: ['de', 'en'],
      linkDefaults: { hours: 1, rootRole: 'Editor', maxUses: 9 },
    })
    expect(await lastSettings()).toMatchObject({
      instanceName: "Rower's {Club}",
      welcomeText: 'Dear all,\nwelcome <b>in</b>',
      contact: 'ada@example.org',
      languages: ['de', 'en'],
    })
    expect(await getLinkDefaults()).toEqual({ hours: 1, roleId: 2, maxUses: 9 })
    const settings = await getPolicySettings()
    expect(policyProblems("Rower's {Club}27", { personal: [], ...settings })).toEqual([
      'passwordPersonal',
    ])
    expect((await read()).tag).toBe('"3"')
  })

  test('every change is one event with old and new, and nothing personal in it', async () => {
    await put({ instanceName: 'Club', contact: 'ada@example.org', welcomeText: 'Ask Ada' })
    const event = await getDb().event.findFirstOrThrow({ orderBy: { id: 'desc' } })
    expect(event).toMatchObject({
      type: 'settings-updated',
      data: {
        instanceName: { from: 'Foyer', to: 'Club' },
        contact: 'changed',
        welcomeText: 'changed',
      },
    })
    expect(JSON.stringify(event.data)).not.toMatch(/Ada|ada@/)
  })

  test('of two who read the same, the second is told that it has changed', async () => {
    const { tag } = await read()
    const change = (instanceName: string) => put({ instanceName }, { 'if-match': tag })
    const statuses = (await Promise.all([change('One'), change('Two')])).map((one) => one.status)
    expect(statuses.sort()).toEqual([200, 412])
  })

  const wrong: [string, unknown][] = [
    ['/body', {}],
    ['/body', []],
    ['/body/instanceName', { instanceName: '' }],
    ['/body/instanceName', { instanceName: 'x'.repeat(61) }],
    ['/body/welcomeText', { welcomeText: 'x'.repeat(1001) }],
    ['/body/welcomeText', { welcomeText: 'a\u001bb' }],
    ['/body/contact', { contact: 5 }],
    ['/body/languages', { languages: [] }],
    ['/body/languages', { languages: ['en', 'xx'] }],
    ['/body/languages', { languages: ['en', 'en'] }],
    ['/body/linkDefaults/hours', { linkDefaults: { hours: 0, rootRole: 3, maxUses: null } }],
    ['/body/linkDefaults/rootRole', { linkDefaults: { hours: 1, rootRole: 9, maxUses: null } }],
    ['/body/linkDefaults/maxUses', { linkDefaults: { hours: 1, rootRole: 3, maxUses: 0 } }],
    ['/body/version', { version: 7, instanceName: 'A' }],
  ]
  test.each(wrong)('a mistake is a 400 on %s: %j', async (path, body) => {
    const { status, details } = await put(body)
    expect([status, details[0]?.path]).toEqual([400, path])
    expect((await read()).tag).toBe('"1"')
  })
})
