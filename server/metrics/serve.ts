import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Registry } from 'prom-client'
import { AppError } from '@/lib/errors'
import { sameSecret } from '@/lib/server/runtime/keys'
import { refuse } from '../http/error-responses'
import { listen } from '../http/listen'
import type { Handler } from '../http/server'

const path = /^\/metrics(?:\?|$)/

/** Answers `/metrics` to whoever has the token; `next` answers everything else. */
export function withMetrics(registry: Registry, token: string, next: Handler): Handler {
  return async (request, response) => {
    if (!path.test(request.url ?? '')) return await next(request, response)
    requireToken(request, token)
    await write(registry, request, response)
  }
}

/** @throws AppError 401 without the token */
function requireToken({ headers }: IncomingMessage, token: string): void {
  if (!headers.authorization) throw new AppError('AuthenticationRequired')
  const [, given = ''] = /^Bearer (\S+)$/i.exec(headers.authorization) ?? []
  if (!sameSecret(given, token)) throw new AppError('UnauthorizedError')
}

async function write(
  registry: Registry,
  { method }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (method !== 'GET' && method !== 'HEAD') {
    throw new AppError('MethodNotAllowedError', { headers: { allow: 'GET, HEAD' } })
  }
  const text = await registry.metrics()
  response.setHeader('content-type', registry.contentType)
  response.setHeader('cache-control', 'no-store')
  response.end(method === 'HEAD' ? undefined : text)
}

export type MetricsServer = { port: number; close(): Promise<void> }

/**
 * Answers `/metrics` on a port of its own, which the operator keeps from others: nobody is asked for a
 * token there, unless one is set.
 * @throws Node's error if the port cannot be bound
 */
export async function serveMetrics(
  registry: Registry,
  { port, host, token }: { port: number; host: string | undefined; token: string | undefined },
): Promise<MetricsServer> {
  const answer: Handler = async (request, response) => {
    if (!path.test(request.url ?? '')) throw new AppError('NotFoundError')
    if (token !== undefined) requireToken(request, token)
    await write(registry, request, response)
  }
  // Who can reach this port must not take connections or time from the app.
  const http = createServer(
    { headersTimeout: 5_000, requestTimeout: 5_000 },
    (request, response) => {
      answer(request, response).catch((error: unknown) => {
        refuse(request, response, error instanceof AppError ? error : new AppError('UnknownError'))
      })
    },
  )
  http.maxConnections = 20
  await listen(http, port, host)
  const address = http.address()
  return {
    port: address && typeof address === 'object' ? address.port : port,
    close: async () => {
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
    },
  }
}
