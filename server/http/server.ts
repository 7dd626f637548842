import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { setTimeout as pause, setImmediate as poll } from 'node:timers/promises'
import { AppError } from '@/lib/errors'
import { toAppError } from '@/lib/server/http/error-response'
import { limitConnections } from './connections'
import { refuse, refuseClient, refuseSocket } from './error-responses'
import { listen } from './listen'
import { prepareRequest, type Settings } from './prepare-request'

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

type Limits = {
  /** Milliseconds for the headers of a request to arrive. */
  headersTimeout: number
  /** Milliseconds for a whole request, body included, to arrive. */
  requestTimeout: number
  /** Connections at a time; for one more, one that waits is closed. */
  maxConnections: number
}

/**
 * A request that is being read holds at most its headers and a body of 100 kB, so that 2,000 of them
 * are 200 MB at the very worst; a browser opens six connections at most, a proxy one for each request.
 */
const defaults: Limits = { headersTimeout: 10_000, requestTimeout: 30_000, maxConnections: 2_000 }

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
  refuse(request, response, new AppError('UnavailableError', { headers: { 'retry-after': '1' } }))

/**
 * The server in front of Next (docs/decisions/0011). It answers on its own what Next answers badly,
 * tells Next who the client is, and gives every answer its security headers.
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

  // Node would answer a request without a host by nothing but a status.
  const options = { ...limits, connectionsCheckingInterval: 500, requireHostHeader: false }
  const http = createServer(options)
  const onRequest = (request: IncomingMessage, response: ServerResponse) => {
    // Of a request behind the last answer of its connection nobody would hear, so it is not done.
    if (request.socket.writableEnded) {
      request.socket.destroy()
      return
    }
    track(underWay, response, () => draining && request.socket.end())
    if (draining) response.setHeader('connection', 'close')
    void handle(request, response, settings, current)
  }
  http.on('request', onRequest)
  // What else somebody expects is for them to give up: Node would answer 417 with nothing in it.
  http.on('checkExpectation', onRequest)
  // Longer than the minute for which proxies keep idle connections, so that they close first.
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
    // With a listener Next would end every upgrade it does not know, a GET that offers h2c too.
    upgrades: (dev) => (dev ? http : createServer()),
    drain: async (patience, notice = 0) => {
      draining = true
      // Whoever hears that the connection ends sends nothing more on it.
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
  try {
    prepareRequest(request, response, settings)
    await handler(request, response)
  } catch (error) {
    if (error instanceof AppError) return refuse(request, response, error)
    // The client went away, or was cut off; there is nobody to answer.
    if (request.errored || request.socket.destroyed) return
    refuse(request, response, toAppError(error, request.method ?? ''))
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
