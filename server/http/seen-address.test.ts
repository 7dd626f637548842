import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { request as send } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { MINUTE, setClock } from '@/lib/server/runtime/clock'
import { provideEnv } from '@/lib/server/runtime/env'
import { readRoutes } from './routes'
import { question, readAnswer, seenHeader } from './seen-address'
import { type AppServer, createAppServer } from './server'

let server: AppServer
let port = 0

beforeEach(async () => {
  server = createAppServer({
    trust: { hops: 1, isProxy: () => true },
    routes: readRoutes(process.cwd()),
    isHttps: false,
    dev: false,
  })
  await server.listen(0, '127.0.0.1')
  const address = server.http.address()
  port = typeof address === 'object' && address ? address.port : 0
  server.serve(async ({ headers }, response) => {
    response.end(String(headers[seenHeader]))
  })
})

afterEach(() => server.drain(100))

async function ask(id: string, asked?: string) {
  const headers = {
    'x-request-id': id,
    'x-forwarded-for': '198.51.100.9, 198.51.100.7',
    ...(asked === undefined ? {} : { [seenHeader]: asked }),
  }
  const sent = send({ port, path: '/health', agent: false, headers })
  const [answer]: IncomingMessage[] = await once(sent.end(), 'response')
  let text = ''
  for await (const part of answer ?? []) text += String(part)
  const header = answer?.headers[seenHeader]
  return { header, seen: readAnswer(header === undefined ? null : String(header)), text }
}

test('who knows APP_SECRET is told what was seen of the request, and the handler does not get the question', async () => {
  expect(await ask('mine', question('mine'))).toMatchObject({
    seen: {
      peer: '127.0.0.1',
      forwarded: '198.51.100.9, 198.51.100.7',
      client: '198.51.100.7',
    },
    text: 'undefined',
  })
})

test('nobody else is told anything: without a question, with one of another request, an old or a wrong one', async () => {
  const good = question('mine')
  setClock(() => new Date(Date.now() - 6 * MINUTE))
  const old = question('mine')
  setClock(() => new Date(Date.now() + 6 * MINUTE))
  const early = question('mine')
  setClock()
  provideEnv({ APP_SECRET: 'another-secret-that-is-long-enough-for-tests' })
  const foreign = question('mine')
  provideEnv({ APP_SECRET: 'not-a-secret-but-long-enough-for-tests' })
  const wrong = [undefined, question('other'), old, early, foreign, '', '.', `${good}, ${good}`]
  for (const asked of [...wrong, good.replace(/^\d+/, 'x'), `${good}0`]) {
    expect([asked, (await ask('mine', asked)).header]).toEqual([asked, undefined])
  }
  expect(readAnswer('It works!')).toBeNull()
})
