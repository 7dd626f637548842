import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text as textOf } from 'node:stream/consumers'
import { freePort } from '../app'

type LossyProxy = {
  url: string
  /** The requests that were carried out without their sender being told. */
  lost: string[]
  stop: () => Promise<void>
}

const passedOn = ['authorization', 'content-type', 'idempotency-key', 'if-match']

/**
 * A proxy that carries a request out, but says 503 where it has an Idempotency-Key that was not there before:
 * what a sender sees whose answer is lost with the database.
 */
export async function startLossyProxy(app: string): Promise<LossyProxy> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const known = new Set<string>()
  const lost: string[] = []

  async function handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url: path = '' } = message
    const body = await textOf(message)
    const headers = new Headers()
    for (const name of passedOn) {
      const value = message.headers[name]
      if (typeof value === 'string') headers.set(name, value)
    }
    const answer = await fetch(app + path, { method, headers, ...(body && { body }) })
    // The addresses in it lead through here too.
    const text = (await answer.text()).replaceAll(app, url)
    const key = headers.get('idempotency-key')
    if (key && !known.has(`${path} ${key}`)) {
      known.add(`${path} ${key}`)
      lost.push(`${method} ${path} ${answer.status}`)
      response.writeHead(503, { 'retry-after': '1' }).end()
      return
    }
    const etag = answer.headers.get('etag')
    response.writeHead(answer.status, etag ? { etag } : {}).end(text)
  }

  const server = createServer((message, response) => {
    handle(message, response).catch(() => response.destroy())
  })
  server.listen(port)
  await once(server, 'listening')
  return {
    url,
    lost,
    stop: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
