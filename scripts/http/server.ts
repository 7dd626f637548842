import { randomUUID } from 'node:crypto'
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { setTimeout as pause, setImmediate as poll } from 'node:timers/promises'
import { AppError, renderError } from '@/lib/errors'
import { checkRequest } from './check-request'
import { cleanHeaders } from './client-address'
import { listen } from './listen'

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

type Limits = {
  /** Milliseconds for the headers of a request to arrive. */
  headersTimeout: number
  /** Milliseconds for a whole request, body included, to arrive. */
  requestTimeout: number
}

export type AppServer = {
  http: Server
  /** Resolves when the port is bound, rejects with Node's error when it cannot be. */
  listen(port: number, host: string | undefined): Promise<void>
  /** Until this is called every answer is 503. */
  serve(handler: Handler): void
  /** The server whose upgrade requests Next may take: this one only for its development socket. */
  upgrades(dev: boolean): Server
  /**
   * Says 503 at `/ready`, then takes no new connection, finishes the requests under way, closes the rest.
   * @param patience milliseconds after which requests under way are cut off
   * @param notice milliseconds for which all but `/ready` goes on, for proxies that ask there
   */
  drain(patience: number, notice?: number): Promise<void>
}

/** How long somebody who has just connected may take to send a request, in milliseconds. */
const FRESH = 250

const unavailable: Handler = async (request, response) =>
  answer(request, response, new AppError('UnavailableError', { headers: { 'retry-after': '1' } }))

/**
 * The server in front of Next (docs/decisions/0011). It answers on its own what Next answers badly,
 * and tells Next who the client is.
 * @param hops how many proxies of the operator stand in front: TRUST_PROXY_HOPS
 */
export function createAppServer(
  hops: number,
  limits: Limits = { headersTimeout: 10_000, requestTimeout: 30_000 },
): AppServer {
  const underWay = new Set<ServerResponse>()
  const sockets = new Set<Socket>()
  let handler = unavailable
  let draining = false
  const current: Handler = (request, response) =>
    (draining && request.url === '/ready' ? unavailable : handler)(request, response)

  const http = createServer(
    { ...limits, connectionsCheckingInterval: 500 },
    (request, response) => {
      track(underWay, response, () => draining && request.socket.end())
      if (draining) response.setHeader('connection', 'close')
      void handle(request, response, hops, current)
    },
  )
  // Longer than the minute for which proxies keep idle connections, so that they close first.
  http.keepAliveTimeout = 65_000
  http.on('connection', (socket) => track(sockets, socket))
  http.on('clientError', refuseClient)
  http.on('connect', (_request, socket) => refuseSocket(socket, 405, 'MethodNotAllowedError'))

  return {
    http,
    listen: (port, host) => listen(http, port, host),
    serve: (next) => {
      handler = next
    },
    // With a listener Next would end every upgrade it does not know, a GET that offers h2c too.
    upgrades: (dev) => (dev ? http : createServer()),
    drain: async (patience, notice = 0) => {
      draining = true
      await pause(notice)
      // After the poll that took in what had arrived, so that next to nothing is refused unseen.
      await poll()
      const closed = new Promise<void>((resolve) => http.close(() => resolve()))
      // Kept connections are closed with that; who has just connected may still be about to ask.
      await Promise.race([closed, pause(FRESH)])
      // Node by itself waits for connections that were opened ahead and never used.
      const busy = new Set([...underWay].map((response) => response.socket))
      destroyAll([...sockets].filter((socket) => !busy.has(socket)))
      for (const response of underWay) {
        if (!response.headersSent) response.setHeader('connection', 'close')
      }
      const timer = setTimeout(() => destroyAll(sockets), patience)
      await closed
      clearTimeout(timer)
    },
  }
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  hops: number,
  handler: Handler,
): Promise<void> {
  try {
    request.url = checkRequest(request.method ?? '', request.url ?? '')
    cleanHeaders(request.headers, request.socket.remoteAddress ?? '', hops)
    await handler(request, response)
  } catch (error) {
    if (error instanceof AppError) return answer(request, response, error)
    // The client went away, or was cut off; there is nobody to answer.
    if (request.errored || request.socket.destroyed) return
    console.error(error)
    answer(request, response, new AppError('UnknownError'))
  }
}

function answer(request: IncomingMessage, response: ServerResponse, error: AppError): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  const { status, headers, body } = renderError(error, request.headers.accept ?? null, randomUUID())
  // The body of a refused request is not read; the connection ends with the answer.
  const length = String(Buffer.byteLength(body))
  response.writeHead(status, { ...headers, 'content-length': length, connection: 'close' })
  response.end(request.method === 'HEAD' ? undefined : body)
}

const clientErrors: Record<string, number> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
}

/** For requests that never became one: broken syntax, headers too large, too slow. */
function refuseClient(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy()
  else refuseSocket(socket, clientErrors[error.code ?? ''] ?? 400, 'BadDataError')
}

function refuseSocket(
  socket: Duplex,
  status: number,
  name: 'BadDataError' | 'MethodNotAllowedError',
) {
  const message = STATUS_CODES[status] ?? ''
  const { headers, body } = renderError(new AppError(name, { message }), null, randomUUID())
  const lines = Object.entries({
    ...headers,
    ...(status === 405 ? { allow: 'GET, HEAD, POST, PUT, DELETE' } : {}),
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  }).map(([key, value]) => `${key}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${status} ${message}\r\n${lines.join('')}\r\n${body}`)
}

type Closing = { once(event: 'close', listener: () => void): unknown }

function track<T extends Closing>(set: Set<T>, thing: T, onClose = () => {}): void {
  set.add(thing)
  thing.once('close', () => {
    set.delete(thing)
    onClose()
  })
}

function destroyAll(sockets: Iterable<Socket>): void {
  for (const socket of sockets) socket.destroy()
}
