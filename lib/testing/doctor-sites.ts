import { once } from 'node:events'
import { createServer, request as forward } from 'node:http'
import {
  type AddressInfo,
  connect,
  createServer as createRelay,
  type Server,
  type Socket,
} from 'node:net'
import { GET as getHealth } from '@/app/health/route'
import { addressesIn } from '@/lib/server/runtime/address-list'
import { getEnv } from '@/lib/server/runtime/env'
import { request } from '@/lib/testing/requests'
import { readRoutes } from '@/server/http/routes'
import { createAppServer } from '@/server/http/server'
import { socketPath } from '@/server/postgres/address'

// What stands around an instance in the tests of `npm run doctor`: real servers on free ports.

const closing: (() => unknown)[] = []

/** Closes everything that was started here. */
export async function closeSites(): Promise<void> {
  for (const close of closing.splice(0)) await close()
}

async function listen(server: Server): Promise<number> {
  await once(server.listen(0, '0.0.0.0'), 'listening')
  return (server.address() as AddressInfo).port
}

/** A port that nothing listens on. */
export async function closedPort(): Promise<number> {
  const server = createServer()
  const port = await listen(server)
  server.close()
  await once(server, 'close')
  return port
}

/** The front server of Foyer with the proxies that the environment names, and `/health`. */
export async function startFoyer(): Promise<number> {
  const { trustProxyHops: hops, trustProxyFrom } = getEnv()
  const app = createAppServer({
    trust: { hops, isProxy: addressesIn(trustProxyFrom) },
    routes: readRoutes(process.cwd()),
    isHttps: false,
    dev: false,
  })
  app.serve(async (_, response) => {
    const answer = await getHealth(request('GET', '/health'), { params: Promise.resolve({}) })
    response.writeHead(answer.status, { 'content-type': 'application/json' })
    response.end(await answer.text())
  })
  const port = await listen(app.http)
  closing.push(() => app.drain(100))
  return port
}

type Proxy = {
  /** The X-Forwarded-For that it sends on, of what came and the address that it saw; undefined: none. */
  forwarded?: (before: string, peer: string) => string | undefined
  /** A header that it does not pass on. */
  drops?: string
  /** Milliseconds that its clock is ahead. */
  ahead?: number
}

/** What most proxies do. */
const append = (before: string, peer: string) => `${before}, ${peer}`

/** A proxy in front of a port. */
export async function startProxy(target: number, proxy: Proxy = {}): Promise<number> {
  const { forwarded = append, drops = '', ahead = 0 } = proxy
  const server = createServer((incoming, outgoing) => {
    const { 'x-forwarded-for': before, ...headers } = incoming.headers
    delete headers[drops]
    const peer = incoming.socket.remoteAddress ?? ''
    const chain = forwarded(String(before ?? ''), peer)
    const sent = forward({
      port: target,
      host: '127.0.0.1',
      path: incoming.url,
      headers: { ...headers, ...(chain === undefined ? {} : { 'x-forwarded-for': chain }) },
      agent: false,
    })
    sent.on('response', (answer) => {
      const date = new Date(Date.now() + ahead).toUTCString()
      outgoing.writeHead(answer.statusCode ?? 502, { ...answer.headers, date })
      answer.pipe(outgoing)
    })
    sent.on('error', () => outgoing.writeHead(502).end())
    sent.end()
  })
  closing.push(() => server.close().closeAllConnections())
  return await listen(server)
}

/** Another program, which answers everything in the same way. */
export async function startOther(
  status = 200,
  headers: Record<string, string> = {},
): Promise<number> {
  const server = createServer((_, response) => response.writeHead(status, headers).end('It works!'))
  closing.push(() => server.close().closeAllConnections())
  return await listen(server)
}

/** `BackendKeyData` of PostgreSQL's protocol: its kind and its length. */
const keyData = Buffer.from('K\0\0\0\x0c')
/** `ReadyForQuery` outside a transaction. */
const ready = Buffer.from('Z\0\0\0\x05I')
const query = 'DEALLOCATE ALL\0'

/** A simple query that forgets the prepared statements. */
function forget(): Buffer {
  const message = Buffer.alloc(5 + query.length)
  message.write('Q')
  message.writeInt32BE(4 + query.length, 1)
  message.write(query, 5)
  return message
}

/** What the server sends, as it comes: with another process announced. */
function announceOther(bytes: Buffer): void {
  const at = bytes.indexOf(keyData)
  if (at >= 0) bytes.writeInt32BE(1, at + keyData.length)
}

/** Passes on what the server sends; at the end of each transaction it makes it forget first. */
function forgetful(client: Socket, server: Socket): (bytes: Buffer) => void {
  let held: Buffer | null = null
  return (bytes) => {
    const isDone = bytes.subarray(-ready.length).equals(ready)
    if (!isDone && held === null) client.write(bytes)
    if (!isDone) return
    if (held === null) {
      held = bytes
      server.write(forget())
      return
    }
    // What came now answers the pooler's own query.
    client.write(held)
    held = null
  }
}

/**
 * A pooler between the client and a database on a socket: it announces a process of its own, and keeps
 * prepared statements if it is told to; otherwise each transaction finds none.
 * @returns the address that leads through it
 */
export async function startPooler(databaseUrl: string, keeps: boolean): Promise<string> {
  const ends = new Set<Socket>()
  const relay = createRelay((client) => {
    const server = connect(socketPath(new URL(databaseUrl).searchParams.get('host') ?? ''))
    for (const end of [client, server]) ends.add(end.on('error', () => {}))
    const pass = keeps ? (bytes: Buffer) => client.write(bytes) : forgetful(client, server)
    client.on('data', (bytes) => server.write(bytes))
    client.on('close', () => server.destroy())
    server.on('close', () => client.destroy())
    server.on('data', announceOther).on('data', pass)
  })
  closing.push(() => {
    for (const end of ends) end.destroy()
    relay.close()
  })
  const url = new URL(databaseUrl)
  url.searchParams.delete('host')
  url.host = `127.0.0.1:${await listen(relay)}`
  return url.href
}
