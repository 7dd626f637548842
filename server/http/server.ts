import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { setTimeout as pause, setImmediate as poll } from 'node:timers/promises'
import { AppError } from '@/lib/errors'
import { toAppError } from '@/lib/server/http/error-response'
import { withRequestId } from '@/lib/server/runtime/request-context'
import { limitConnections } from './connections'
import { refuse, refuseClient, refuseSocket } from './error-responses'
import { listen } from './listen'
import { observe } from './observe'
import { prepareRequest, type Settings } from './prepare-request'
import { takeRequestId } from './request-id'

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

type Limits = {
  /** Milliseconds within which the headers of a request have to arrive. */
  headersTimeout: number
  /** Milliseconds within which a whole request, including its body, has to arrive. */
  requestTimeout: number
  /** Maximum number of connections; for one more, a waiting one is closed. */
  maxConnections: number
}

/**
 * A request being read holds at most its headers and a body of 100 kB, so 2,000 of them are 200 MB at
 * worst. A browser opens at most six connections, a proxy one per request.
 */
const defaults: Limits = { headersTimeout: 10_000, requestTimeout: 30_000, maxConnections: 2_000 }

export type AppServer = {
  http: Server
  /** Resolves when the port is bound, rejects with Node's error if it cannot be. */
  listen(port: number, host: string | undefined): Promise<void>
  /** Until this is called, every response is a 503. */
  serve(handler: Handler): void
  /** The server whose upgrade requests Next may handle; only needed for its development socket. */
  upgrades(dev: boolean): Server
  /**
   * Answers 503 at `/ready`, then accepts no new connection, finishes open requests, and closes the rest.
   * @param patience milliseconds after which open requests are cut off
   * @param notice milliseconds during which everything except `/ready` works, for proxies that poll it
   */
  drain(patience: number, notice?: number): Promise<void>
}

/** Milliseconds that a new connection has to send a request during shutdown. */
const FRESH = 250

const unavailable: Handler = async (request, response) =>
  refuse(request, response, new AppError('UnavailableError', { headers: { 'retry-after': '1' } }))

/**
 * The server in front of Next (docs/decisions/0011). It handles requests that Next handles badly, tells
 * Next the address of the client, and adds the security headers to every response.
 */
export function createAppServer(settings: Settings, given: Partial<Limits> = {}): AppServer {
  const { maxConnections, ...limits } = { ...defaults, ...given }
  const underWay = new Set<ServerResponse>()
  const sockets = new Set<Socket>()
  let handler = unavailable
  let draining = false
  const current: Handler = (request, response) =>
    (draining && /^\/ready(\?|$)/.test(request.url ?? '') ? unavailable : handler)(
      request,
      response,
    )

  // For a request without a host, Node would answer with a bare status.
  const options = { ...limits, connectionsCheckingInterval: 500, requireHostHeader: false }
  const http = createServer(options)
  const onRequest = (request: IncomingMessage, response: ServerResponse) => {
    // Nobody could receive the result of a request sent after the last response, so it is not processed.
    if (request.socket.writableEnded) {
      request.socket.destroy()
      return
    }
    track(underWay, response, () => draining && request.socket.end())
    if (draining) response.setHeader('connection', 'close')
    void handle(request, response, settings, current)
  }
  http.on('request', onRequest)
  // Other expectations are ignored: Node would answer with an empty 417.
  http.on('checkExpectation', onRequest)
  // Longer than the minute that proxies keep idle connections, so that the proxy closes first.
  http.keepAliveTimeout = 65_000
  http.on('connection', (socket) => track(sockets, socket))
  limitConnections(http, maxConnections, sockets, underWay)
  http.on('clientError', (error, socket) => refuseClient(error, socket, settings))
  http.on('connect', (_request, socket) => refuseSocket(socket, 405, settings))

  return {
    http,
    listen: (port, host) => listen(http, port, host),
    serve: (next) => {
      handler = next
    },
    // With a listener, Next would end every upgrade it does not know, even a GET that offers h2c.
    upgrades: (dev) => (dev ? http : createServer()),
    drain: async (patience, notice = 0) => {
      draining = true
      // A client told that the connection closes sends nothing more on it.
      for (const response of underWay) {
        if (!response.headersSent) response.setHeader('connection', 'close')
      }
      await pause(notice)
      await closeConnections(http, sockets, underWay, patience)
    },
  }
}

async function closeConnections(
  http: Server,
  sockets: Set<Socket>,
  underWay: Set<ServerResponse>,
  patience: number,
): Promise<void> {
  // After the poll that took in what had arrived, so that next to nothing is refused unseen.
  await poll()
  const closed = new Promise<void>((resolve) => http.close(() => resolve()))
  // Kept connections are closed with that; who has just connected may still be about to ask.
  await Promise.race([closed, pause(FRESH)])
  // Node by itself waits for connections that were opened ahead and never used.
  const busy = new Set([...underWay].map((response) => response.socket))
  destroyAll([...sockets].filter((socket) => !busy.has(socket)))
  const timer = setTimeout(() => destroyAll(sockets), patience)
  await closed
  clearTimeout(timer)
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  settings: Settings,
  handler: Handler,
): Promise<void> {
  const id = takeRequestId(request.headers, response)
  const isFor = observe(id, request, response, settings.observers ?? [])
  try {
    isFor(prepareRequest(request, response, settings))
    await withRequestId(id, () => handler(request, response))
  } catch (error) {
    if (error instanceof AppError) return refuse(request, response, error)
    // The client disconnected or was cut off, so nobody can receive a response.
    if (request.errored || request.socket.destroyed) return
    const reported = await withRequestId(id, async () => toAppError(error, request.method ?? ''))
    refuse(request, response, reported)
  }
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
