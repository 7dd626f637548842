import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { send } from '@/e2e/contract/support/send'
import { getDb } from '@/lib/server/db/db'
import { DAY, HOUR, MINUTE, now, setClock } from '@/lib/server/runtime/clock'
import { updateSettings } from '@/lib/server/settings/update-settings'
import { cookieFor, givenLink, givenProgram, givenUser } from '@/lib/testing/factories'
import { withFormPages } from './form-pages'
import { readRoutes } from './routes'
import { nonceOf } from './security-headers'
import { createAppServer } from './server'

const server = createAppServer({
  trust: { hops: 0, isProxy: () => false },
  routes: readRoutes(process.cwd()),
  isHttps: true,
  dev: false,
})
let base = ''
/** What was left to Next. */
let left: string[] = []
/** What Next responses beside the form. */
let extra: { status?: number; headers?: Record<string, string> } = {}

/** Stands in for Next: a form with what is of one request in it. */
function form(nonce: string): string {
  const key = `<input type="hidden" name="formKey" value="${randomUUID()}"/>`
  return `<form>${key}</form><script nonce="${nonce}">${'words '.repeat(200)}</script>`
}

beforeAll(async () => {
  await server.listen(0, '127.0.0.1')
  const address = server.http.address()
  base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  server.serve(
    withFormPages(async ({ method, url, headers }, response) => {
      left.push(`${method} ${url}`)
      const type = { 'content-type': 'text/html; charset=utf-8' }
      response.writeHead(extra.status ?? 200, { ...type, vary: 'rsc', ...extra.headers })
      response.write(form(nonceOf(headers) ?? ''))
      response.end('<p>end</p>')
    }),
  )
})

afterAll(() => server.drain(100))

beforeEach(() => {
  left = []
  extra = {}
  setClock()
})

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  send(method, path, { base, headers })

const lasting = () => givenLink({ expiresAt: new Date(now().getTime() + DAY) })

/** What is of one request: the nonce of the policy and of the script, and the form key. */
function ownOf({ text, headers }: Awaited<ReturnType<typeof ask>>) {
  const policy = headers.get('content-security-policy') ?? ''
  const [, nonce = ''] = /<script nonce="([^"]+)"/.exec(text) ?? []
  const [, key = ''] = /value="([^"]+)"/.exec(text) ?? []
  expect(policy).toContain(`'nonce-${nonce}'`)
  return { key, nonce, rest: text.replace(nonce, '').replace(key, '') }
}

test('a form page is rendered once a minute; each visitor has a nonce and a form key of their own', async () => {
  const { token } = await lasting()
  const responses = [
    await ask(`/invite/${token}`),
    await ask(`/invite/${token}`),
    await ask(`/invite/${token}/`),
  ]
  const own = responses.map(ownOf)
  expect(left).toEqual([`GET /invite/${token}`])
  expect(new Set(own.map(({ key }) => key)).size).toBe(3)
  expect(new Set(own.map(({ nonce }) => nonce)).size).toBe(3)
  expect(new Set(own.map(({ rest }) => rest)).size).toBe(1)
  for (const { headers } of responses) {
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(headers.get('vary')).toBe('rsc')
    expect(headers.get('x-frame-options')).toBe('DENY')
  }
})

test('whoever takes gzip gets gzip, also where the page was rendered for somebody who does not', async () => {
  const { token } = await lasting()
  const plain = await ask(`/invite/${token}`)
  for (const accept of ['identity', 'gzip;q=0']) {
    const answer = await ask(`/invite/${token}`, { 'accept-encoding': accept })
    expect(answer.headers.get('content-encoding')).toBeUndefined()
  }
  const response = await fetch(`${base}/invite/${token}`, {
    headers: { 'accept-encoding': 'gzip, deflate, br' },
  })
  expect(response.headers.get('content-encoding')).toBe('gzip')
  expect((await response.text()).length).toBe(plain.text.length)
  expect(left).toHaveLength(1)
})

test('a page is rendered anew when the link, the settings, the language, the theme or the minute changes', async () => {
  const { token, id } = await lasting()
  const seen = async (headers = {}) => {
    left = []
    const responses = [
      await ask(`/invite/${token}`, headers),
      await ask(`/invite/${token}`, headers),
    ]
    expect(responses.map(({ status }) => status)).toEqual([200, 200])
    return left.length
  }
  expect(await seen()).toBe(1)
  expect(await seen({ 'accept-language': 'de' })).toBe(1)
  expect(await seen({ 'accept-language': 'de', cookie: 'foyer-theme=dark' })).toBe(1)
  await getDb().signupToken.update({ where: { id }, data: { useCount: 1 } })
  expect(await seen()).toBe(1)
  await updateSettings(await givenProgram(), { welcomeText: 'Welcome' }, null)
  expect(await seen()).toBe(1)
  expect(await seen()).toBe(0)
  const later = new Date(Date.now() + MINUTE)
  setClock(() => later)
  expect(await seen()).toBe(1)
})

test('a link that closes is left to Next with the next request', async () => {
  const { token, id } = await lasting()
  await ask(`/invite/${token}`)
  await ask(`/invite/${token}`)
  for (const data of [{ enabled: false }, { revokedAt: new Date() }]) {
    left = []
    await getDb().signupToken.update({ where: { id }, data })
    await ask(`/invite/${token}`)
    await ask(`/invite/${token}`)
    expect(left).toHaveLength(2)
  }
})

test('everything else goes to Next each time', async () => {
  const { token } = await lasting()
  const { token: ending } = await givenLink({ expiresAt: new Date(now().getTime() + HOUR - 1) })
  const cookie = await cookieFor((await givenUser()).id)
  const path = `/invite/${token}`
  await ask(path)
  left = []
  const others: Parameters<typeof ask>[] = [
    [path, {}, 'HEAD'],
    [path, { cookie: `foyer-theme=dark; ${cookie}` }],
    [path, { rsc: '1' }],
    [`${path}?lang=de`],
    [`/invite/${ending}`],
    [`/invite/${'A'.repeat(32)}`],
    ['/login'],
  ]
  for (const other of others) {
    await ask(...other)
    await ask(...other)
  }
  expect(left).toEqual(others.flatMap(([at, , method = 'GET']) => Array(2).fill(`${method} ${at}`)))
})

test('an answer that is no page, or gives a cookie, is not kept', async () => {
  for (const answer of [{ status: 503 }, { headers: { 'set-cookie': 'a=b' } }]) {
    const { token } = await lasting()
    left = []
    extra = answer
    await ask(`/invite/${token}`)
    extra = {}
    await ask(`/invite/${token}`)
    expect(left).toHaveLength(2)
  }
})

test('no more than a hundred pages are kept: the oldest goes', async () => {
  const { token } = await lasting()
  const start = Date.now()
  const visit = async (minute: number) => {
    left = []
    setClock(() => new Date(start + minute * MINUTE))
    await ask(`/invite/${token}`)
    return left.length
  }
  for (let minute = 0; minute <= 100; minute += 1) expect(await visit(minute)).toBe(1)
  expect(await visit(100)).toBe(0)
  expect(await visit(0)).toBe(1)
})
