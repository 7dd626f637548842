import { once } from 'node:events'
import { type IncomingMessage, request as send } from 'node:http'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { log } from '@/lib/server/runtime/log'
import { currentRequestId } from '@/lib/server/runtime/request-context'
import { writeAccessLog } from './access-log'
import type { Observed } from './observe'
import { readRoutes } from './routes'
import { type AppServer, createAppServer } from './server'

const observed: Observed[] = []
let server: AppServer
let port = 0

beforeEach(async () => {
  observed.splice(0)
  server = createAppServer({
    trust: { hops: 0, isProxy: () => false },
    routes: readRoutes(process.cwd()),
    observers: [(seen) => observed.push(seen), writeAccessLog],
    isHttps: false,
    dev: false,
  })
  await server.listen(0, '127.0.0.1')
  const address = server.http.address()
  port = typeof address === 'object' && address ? address.port : 0
  server.serve(async (_, response) => {
    response.end(currentRequestId())
  })
})

afterEach(() => server.drain(100))

async function ask(path: string, id?: string, method = 'GET') {
  const sent = send({ port, path, method, agent: false, headers: id ? { 'x-request-id': id } : {} })
  const [answer]: IncomingMessage[] = await once(sent.end(), 'response')
  let text = ''
  for await (const part of answer ?? []) text += String(part)
  return { id: answer?.headers['x-request-id'], status: answer?.statusCode, text }
}

const uuid = /^[0-9a-f]{8}-[0-9a-f-]{27}$/

test('a request keeps the id it was sent with, in its response and for everything that it leads to', async () => {
  expect(await ask('/health', 'from_proxy-1')).toMatchObject({
    id: 'from_proxy-1',
    text: 'from_proxy-1',
  })
})

test.each(['x'.repeat(65), 'two words', 'a,b', '{"a":1}', 'é'])(
  'instead of the id %j it gets a new one',
  async (id) => {
    const { id: given, text } = await ask('/health', id)
    expect(given).toMatch(uuid)
    expect(text).toBe(given)
  },
)

test('what is refused has an id too', async () => {
  expect(await ask('/no/such', 'mine', 'POST')).toMatchObject({ id: 'mine', status: 404 })
  expect((await ask('//%2e%2e', undefined, 'PATCH')).id).toMatch(uuid)
})

test('the access log names the path by its pattern, and never what was asked for', async () => {
  const lines = vi.spyOn(log(), 'info')
  const token = 'obviously-fake-token-0123456789-'
  await ask(`/invite/${token}/validate?email=ada@example.org`, 'one')
  await ask(`/nowhere/${token}`, 'two')
  await vi.waitFor(() => expect(lines).toHaveBeenCalledTimes(2))
  const ms = expect.any(Number)
  expect(lines.mock.calls.map(([line]) => line)).toEqual([
    { requestId: 'one', method: 'GET', path: '/invite/:token/validate', status: 200, ms },
    { requestId: 'two', method: 'GET', path: 'unknown', status: 200, ms },
  ])
  expect(observed.map(({ isWhole }) => isWhole)).toEqual([true, true])
  lines.mockRestore()
})
