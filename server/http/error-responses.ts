import { randomUUID } from 'node:crypto'
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { AppError, renderError } from '@/lib/errors'
import { closedPolicy, fixedHeaders, type Surroundings } from './security-headers'

/** Sends the common error body before the request reaches Next. */
export function refuse(request: IncomingMessage, response: ServerResponse, error: AppError): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  const { status, headers, body } = renderError(error, request.headers.accept ?? null, randomUUID())
  // The body of a refused request is not read; the connection closes after the response.
  const length = String(Buffer.byteLength(body))
  response.writeHead(status, { ...headers, 'content-length': length, connection: 'close' })
  response.end(request.method === 'HEAD' ? undefined : body)
}

const clientErrors: Record<string, number> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
}

/** For connections without a valid request: broken syntax, headers too large, too slow. */
export function refuseClient(
  error: NodeJS.ErrnoException,
  socket: Duplex,
  surroundings: Surroundings,
): void {
  if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy()
  else refuseSocket(socket, clientErrors[error.code ?? ''] ?? 400, surroundings)
}

/** Writes an error to a connection without a response object. */
export function refuseSocket(socket: Duplex, status: number, surroundings: Surroundings): void {
  const name = status === 405 ? 'MethodNotAllowedError' : 'BadDataError'
  const message = STATUS_CODES[status] ?? ''
  const { headers, body } = renderError(new AppError(name, { message }), null, randomUUID())
  const lines = Object.entries({
    ...fixedHeaders(surroundings, ''),
    'content-security-policy': closedPolicy,
    ...headers,
    ...(status === 405 ? { allow: 'GET, HEAD, POST, PUT, DELETE' } : {}),
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  }).map(([key, value]) => `${key}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${status} ${message}\r\n${lines.join('')}\r\n${body}`)
}
