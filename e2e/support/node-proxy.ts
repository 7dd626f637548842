import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { FrontProxy } from './proxy'

// What docs/nginx.conf does, for machines without nginx: turns, the next process where one does not
// answer, a key for what is sent again, 503 where none answers.

type Sent = { message: IncomingMessage; body: Buffer; key: string }

const repeatable = /^(\/invite\/[^/]+\/signup|\/api\/admin\/invite-link\/tokens)$/

function headersOf({ message, body, key }: Sent) {
  const { 'transfer-encoding': _, ...headers } = message.headers
  return {
    ...headers,
    connection: 'close',
    'content-length': String(body.length),
    'x-forwarded-for': message.socket.remoteAddress,
    'idempotency-key': headers['idempotency-key'] ?? key,
  }
}

/** Rejects where no answer begins. */
function pass(sent: Sent, port: number): Promise<IncomingMessage> {
  const { method, url: path } = sent.message
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, method, path, headers: headersOf(sent) }
    const out = request({ ...options, agent: false }, resolve)
    out.on('error', reject)
    out.end(sent.body)
  })
}

/** Whether the app cannot have seen the request. */
function isRefused(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED'
}

async function responseOf(sent: Sent, ports: number[]): Promise<IncomingMessage | null> {
  const { method, url = '' } = sent.message
  const again = method !== 'POST' || repeatable.test(url)
  for (const [turn, port] of ports.entries()) {
    try {
      const answer = await pass(sent, port)
      const last = turn === ports.length - 1
      if (answer.statusCode !== 503 || !repeatable.test(url) || last) return answer
      answer.resume()
    } catch (error) {
      if (!again && !isRefused(error)) return null
    }
  }
  return null
}

async function handle(message: IncomingMessage, response: ServerResponse, ports: number[]) {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk)
  const sent = { message, body: Buffer.concat(chunks), key: randomUUID() }
  const answer = await responseOf(sent, ports)
  if (!answer) {
    response.writeHead(503, { 'retry-after': '5', 'content-type': 'application/json' })
    response.end(JSON.stringify({ name: 'UnavailableError' }))
    return
  }
  response.writeHead(answer.statusCode ?? 0, answer.headers)
  answer.on('error', () => response.destroy()).pipe(response)
}

export async function startNodeProxy(
  port: number,
  [one, two]: [number, number],
): Promise<FrontProxy> {
  let turn = 0
  const server = createServer((message, response) => {
    turn += 1
    const ports = turn % 2 === 0 ? [one, two] : [two, one]
    handle(message, response, ports).catch(() => response.destroy())
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://localhost:${port}`,
    kind: 'node',
    stop: async () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
