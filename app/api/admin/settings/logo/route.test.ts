import { beforeEach, describe, expect, test } from 'vitest'
import { GET as getLogo } from '@/app/logo/route'
import { getDb } from '@/lib/server/db/db'
import { emptyDatabase } from '@/lib/testing/databases'
import { cookieFor, givenAdmin, givenUser } from '@/lib/testing/factories'
import { givenPng } from '@/lib/testing/png'
import { params, request } from '@/lib/testing/requests'
import { statementsOf } from '@/lib/testing/statements'
import { GET as getSettings } from '../route'
import { DELETE, PUT } from './route'

const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 1"><path d="M0 0h1"/></svg>'

let cookie = ''

beforeEach(async () => {
  await emptyDatabase()
  cookie = await cookieFor((await givenAdmin()).id)
})

type Sent = { type?: string; headers?: Record<string, string>; as?: string }

async function put(body: Buffer | string, { type = 'image/png', headers = {}, as }: Sent = {}) {
  const sent = new Request('https://foyer.test/', {
    method: 'PUT',
    headers: { cookie: as ?? cookie, ...(type && { 'content-type': type }), ...headers },
    body: new Uint8Array(Buffer.from(body)),
  })
  const response = await PUT(sent, params({}))
  return { status: response.status, tag: response.headers.get('etag'), ...(await response.json()) }
}

async function remove() {
  const response = await DELETE(request('DELETE', '/', { cookie }), params({}))
  return { tag: response.headers.get('etag'), ...(await response.json()) }
}

async function read(path: string, headers: Record<string, string> = {}) {
  const response = await getLogo(request('GET', path, { headers }), params({}))
  const bytes = Buffer.from(await response.arrayBuffer())
  return { status: response.status, headers: response.headers, bytes }
}

describe('the logo', () => {
  test('is a 404 until there is one; then everybody gets it, kept under its own address', async () => {
    expect((await read('/logo')).status).toBe(404)
    const { logo, tag } = await put(givenPng(30, 10))
    expect([logo, tag]).toEqual(['/logo?v=2', '"2"'])
    const got = await read(logo)
    expect(got.bytes).toEqual(givenPng(30, 10))
    expect(got.headers.get('content-type')).toBe('image/png')
    expect(got.headers.get('cache-control')).toContain('immutable')
    for (const other of ['/logo', '/logo?v=1', '/logo?v=02', '/logo?v=x']) {
      expect((await read(other)).headers.get('cache-control')).toBe('no-cache')
    }
    expect((await read(logo, { 'if-none-match': '"2"' })).status).toBe(304)
  })

  test('is read from the database once, whatever version is asked for', async () => {
    const { logo } = await put(givenPng())
    const sent = await statementsOf(async () => {
      for (const path of [logo, '/logo', '/logo?v=1', '/logo?v=x', '/logo?v=3', logo]) {
        expect((await read(path)).status).toBe(200)
      }
    })
    // The others read the settings: another process may have brought another logo.
    expect(sent.length).toBeLessThanOrEqual(4)
    const other = await put(svg, { type: 'image/svg+xml' })
    expect((await read(other.logo)).headers.get('content-type')).toBe('image/svg+xml')
  })

  test('a change by another process is seen at once at the new address', async () => {
    const { logo } = await put(givenPng())
    await read(logo)
    for (const row of await getDb().setting.findMany()) {
      const value = row.value.replaceAll('"version":2', '"version":3')
      await getDb().setting.update({ where: { key: row.key }, data: { value } })
    }
    expect((await read('/logo?v=3')).headers.get('etag')).toBe('"3"')
  })

  test('an SVG is written anew without what runs or loads', async () => {
    const bad = svg.replace('<path', '<script>alert(1)</script><path onclick="alert(1)"')
    const { logo } = await put(bad, { type: 'image/svg+xml' })
    const { bytes, headers } = await read(logo)
    expect(headers.get('content-type')).toBe('image/svg+xml')
    expect(bytes.toString()).toContain('<path d="M0 0h1">')
    expect(bytes.toString()).not.toContain('alert')
  })

  test('another one has another address, and none at all leaves a 404', async () => {
    await put(givenPng())
    const { logo } = await put(svg, { type: 'image/svg+xml' })
    expect(logo).toBe('/logo?v=3')
    expect((await remove()).logo).toBeNull()
    expect((await read(logo)).status).toBe(404)
  })

  test('each change is one event without the picture; the same again changes nothing', async () => {
    await remove()
    await put(givenPng())
    expect((await put(givenPng())).tag).toBe('"2"')
    await remove()
    expect((await remove()).tag).toBe('"3"')
    const events = await getDb().event.findMany({ where: { type: 'settings-updated' } })
    expect(events.map(({ data }) => data)).toEqual([{ logo: 'changed' }, { logo: 'changed' }])
  })

  test('another setting leaves it, and the settings name it', async () => {
    const settings = async () =>
      await (await getSettings(request('GET', '/', { cookie }), params({}))).json()
    expect((await settings()).logo).toBeNull()
    await put(givenPng())
    expect((await settings()).logo).toBe('/logo?v=2')
    expect((await put(svg, { type: 'image/svg+xml', headers: { 'if-match': '"1"' } })).status).toBe(
      412,
    )
  })

  test('what is no such picture, or too large, is refused and changes nothing', async () => {
    const wrong: [number, Buffer | string, string][] = [
      [400, 'hello', 'image/png'],
      [400, '', 'image/png'],
      [400, svg, 'image/png'],
      [400, givenPng(), 'image/svg+xml'],
      [415, givenPng(), 'image/jpeg'],
      [415, '{}', 'application/json'],
      [415, givenPng(), ''],
      [413, Buffer.alloc(204_801), 'image/png'],
      // Written anew it would be longer.
      [400, svg.replace('<path', `${'<g/>'.repeat(50_000)}<path`), 'image/svg+xml'],
      [400, Buffer.alloc(204_800), 'image/png'],
    ]
    for (const [status, body, type] of wrong) {
      const answer = await put(body, { type })
      expect([type, answer.status]).toEqual([type, status])
      if (status === 400) expect(answer.details[0].path).toBe('/body')
    }
    expect((await read('/logo')).status).toBe(404)
  })

  test('only administrators set it', async () => {
    const as = await cookieFor((await givenUser()).id)
    expect((await put(givenPng(), { as })).status).toBe(403)
    expect((await put(givenPng(), { as: 'none=1' })).status).toBe(401)
  })
})
