import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { send } from '@/e2e/contract/support/send'
import { DAY, now } from '@/lib/server/runtime/clock'
import { browserHeaders, counted } from '@/lib/testing/counts'
import { cookieFor, givenLink, givenUser } from '@/lib/testing/factories'
import { statementsOf } from '@/lib/testing/statements'
import { withFormPages } from './form-pages'
import { withOpenings } from './openings'
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
/** How often Next was asked. */
let asked = 0
/** What Next answers with. */
let status = 200

beforeAll(async () => {
  await server.listen(0, '127.0.0.1')
  const address = server.http.address()
  base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  const next = withFormPages(async ({ headers }, response) => {
    asked += 1
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' })
    const key = `<input name="formKey" value="${randomUUID()}"/>`
    response.end(`<form>${key}</form><script nonce="${nonceOf(headers)}"></script>`)
  })
  server.serve(withOpenings(next))
})

afterAll(() => server.drain(100))

beforeEach(() => {
  asked = 0
  status = 200
  counted()
})

const lasting = () => givenLink({ expiresAt: new Date(now().getTime() + DAY) })

const open = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  send(method, path, { base, headers: { ...browserHeaders, ...headers } })

// CHECKLIST 22
test('each form page that is sent counts, rendered by Next or kept, and writes nothing', async () => {
  const { token } = await lasting()
  const sent = await statementsOf(async () => {
    for (const query of ['', '', '?utm_source=chat']) await open(`/invite/${token}${query}`)
  })
  expect(asked).toBe(2)
  expect(counted()).toEqual({ opened: 3 })
  for (const statement of sent) expect(statement).toMatch(/^\s*SELECT/)
})

// CHECKLIST 22, U21
test('no preview, program, prefetch, HEAD, or data of the router counts', async () => {
  const { token } = await lasting()
  const path = `/invite/${token}`
  await open(path, { 'user-agent': 'Slackbot-LinkExpanding 1.0' })
  await open(path, { 'sec-purpose': 'prefetch' })
  await open(path, { rsc: '1' })
  await open(path, {}, 'HEAD')
  expect(counted()).toEqual({})
})

test('nor does whoever has a session, or comes from a page of ours', async () => {
  const { token } = await lasting()
  const path = `/invite/${token}`
  await open(path, { cookie: await cookieFor((await givenUser()).id) })
  await open(`${path}?lang=de`, { 'sec-fetch-site': 'same-origin' })
  expect(counted()).toEqual({})
})

test('nor does a page that is not the form, or another address', async () => {
  const { token } = await lasting()
  for (const closed of [404, 410, 403, 503]) {
    status = closed
    await open(`/invite/${token}?${closed}`)
  }
  status = 200
  await open('/login')
  await open('/invite/short')
  expect(counted()).toEqual({})
})
