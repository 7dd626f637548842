import { beforeEach, describe, expect, test } from 'vitest'
import { defaultSettings } from '@/lib/schemas/settings'
import { policyProblems } from '@/lib/server/auth/passwords'
import { getDb } from '@/lib/server/db/db'
import {
  getLinkDefaults,
  getPolicySettings,
  getSettings,
  lastSettings,
  readSettings,
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
  test('a statement that ends late puts no older settings over newer ones', async () => {
    await put({ instanceName: 'Older' })
    const older = await getDb().setting.findFirstOrThrow()
    await put({ instanceName: 'Newer' })
    const where = { key: older.key }
    await getDb().setting.update({ where, data: { value: older.value } })
    expect((await readSettings()).instanceName).toBe('Newer')
    expect((await getSettings()).instanceName).toBe('Newer')
  })

  test('is the defaults until somebody sets something', async () => {
    const { roleId: rootRole, ...links } = defaultSettings.linkDefaults
    expect(await read()).toEqual({
      ...defaultSettings,
      linkDefaults: { ...links, rootRole },
      logo: null,
      maxLifetimeDays: 31,
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

  test('an accent is kept in lower case, and null gives Foyer’s own back', async () => {
    expect(await put({ accentColor: '#1A6B5F' })).toMatchObject({ accentColor: '#1a6b5f' })
    const { data } = await getDb().event.findFirstOrThrow({ orderBy: { id: 'desc' } })
    expect(data).toEqual({ accentColor: { from: null, to: '#1a6b5f' } })
    expect(await put({ accentColor: null })).toMatchObject({ accentColor: null })
  })

  test('each role has its own text: a change of one leaves the others, null or nothing takes it away', async () => {
    await put({ roleDescriptions: { 2: 'May write', 3: ' Reads the <b>plan</b> ' } })
    const both = { roleDescriptions: { 2: 'May write', 3: 'Reads the <b>plan</b>' } }
    expect(await read()).toMatchObject(both)
    const { data } = await getDb().event.findFirstOrThrow({ orderBy: { id: 'desc' } })
    expect(data).toEqual({ roleDescriptions: 'changed' })
    expect((await put({ roleDescriptions: { 2: null } })).roleDescriptions).toEqual({
      3: 'Reads the <b>plan</b>',
    })
    expect((await put({ roleDescriptions: { 3: '' } })).roleDescriptions).toEqual({})
  })

  test('origins are kept as browsers write them, and their event has old and new', async () => {
    const given = ['https://Club.Example:443', 'http://localhost:5173', 'https://bücher.example']
    const corsOrigins = [
      'https://club.example',
      'http://localhost:5173',
      'https://xn--bcher-kva.example',
    ]
    expect(await put({ corsOrigins: given })).toMatchObject({ status: 200, corsOrigins })
    const { data } = await getDb().event.findFirstOrThrow({ orderBy: { id: 'desc' } })
    expect(data).toEqual({ corsOrigins: { from: [], to: corsOrigins } })
    expect(await put({ corsOrigins })).toMatchObject({ tag: '"2"' })
    const many = Array.from({ length: 20 }, (_, n) => `https://club${n}.example`)
    expect(await put({ corsOrigins: many })).toMatchObject({ corsOrigins: many })
    expect(await put({ corsOrigins: [] })).toMatchObject({ corsOrigins: [] })
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
    ['/body/accentColor', { accentColor: '1a6b5f' }],
    ['/body/accentColor', { accentColor: '#1a6b5f;}' }],
    ['/body/accentColor', { accentColor: 'red' }],
    ['/body/accentColor', { accentColor: '' }],
    ['/body/roleDescriptions/3', { roleDescriptions: { 3: 'x'.repeat(201) } }],
    ['/body/roleDescriptions/4', { roleDescriptions: { 4: 'Nobody' } }],
    ['/body/roleDescriptions', { roleDescriptions: [] }],
    ['/body/corsOrigins', { corsOrigins: 'https://club.example' }],
    ['/body/corsOrigins', { corsOrigins: null }],
    ['/body/corsOrigins', { corsOrigins: ['https://club.example', 'https://CLUB.example:443'] }],
    [
      '/body/corsOrigins',
      { corsOrigins: Array.from({ length: 21 }, (_, n) => `https://club${n}.example`) },
    ],
    ['/body/corsOrigins/1', { corsOrigins: ['https://club.example', '*'] }],
    ['/body/corsOrigins/0', { corsOrigins: ['null'] }],
    ['/body/corsOrigins/0', { corsOrigins: [5] }],
    ['/body/corsOrigins/0', { corsOrigins: ['http://club.example'] }],
    ['/body/corsOrigins/0', { corsOrigins: ['https://club.example/join'] }],
    ['/body/corsOrigins/0', { corsOrigins: [`https://${'x'.repeat(2000)}`] }],
    ['/body/linkDefaults/maxUses', { linkDefaults: { hours: 1, rootRole: 3, maxUses: 0 } }],
    ['/body/version', { version: 7, instanceName: 'A' }],
  ]
  test.each(wrong)('a mistake is a 400 on %s: %j', async (path, body) => {
    const { status, details } = await put(body)
    expect([status, details[0]?.path]).toEqual([400, path])
    expect((await read()).tag).toBe('"1"')
  })
})
