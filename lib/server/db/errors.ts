import { DatabaseError } from 'pg'
import { Prisma } from '@/lib/generated/prisma/client'

// Prisma's codes for an unavailable or overloaded database, and PostgreSQL's classes for it:
// 08 connection, 40 deadlock, 53 resources, 57 operator intervention (statement timeout is 57014), 55P03 lock.
const awayCodes = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2034', 'P2037'])
const awayStates = /^(08|40|53|57|55P03)/
// The kinds of error of the adapter; a failed raw query always has the code P2010, whatever the cause.
const awayKinds = new Set([
  'ConnectionClosed',
  'DatabaseNotReachable',
  'SocketTimeout',
  'TooManyConnections',
  'TransactionWriteConflict',
])
const awayMessage =
  /EAI_AGAIN|ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EPIPE|ETIMEDOUT|Connection terminated|timeout exceeded when trying to connect|database system is (starting|shutting)|terminating connection|connect (EACCES|EAGAIN|ENOENT)|DatabaseNotReachable|ConnectionClosed|(connection error|was closed) and is not queryable/

function causeOf(error: unknown): Record<string, unknown> {
  const meta = error instanceof Prisma.PrismaClientKnownRequestError ? error.meta : undefined
  const adapter = meta?.driverAdapterError
  const cause = adapter instanceof Error ? adapter.cause : undefined
  return typeof cause === 'object' && cause !== null ? { ...cause } : {}
}

/** PostgreSQL's SQLSTATE for an error, such as 53100 for a full disk, or an empty text. */
export function stateOf(error: unknown): string {
  if (error instanceof DatabaseError) return error.code ?? ''
  const { originalCode, code } = causeOf(error)
  return String(originalCode ?? code ?? '')
}

/** Whether an error means that the database is unavailable: the caller may try again (503). */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  const { kind } = causeOf(error)
  const isKnown =
    awayCodes.has(code) || awayKinds.has(String(kind)) || awayStates.test(stateOf(error))
  // An AggregateError, for a name with several addresses, has only a code.
  return isKnown || awayMessage.test(`${code} ${error.message}`)
}

/** The columns of the violated unique index, or null for any other error. */
export function takenColumns(error: unknown): string[] | null {
  const { kind, constraint } = causeOf(error)
  if (kind !== 'UniqueConstraintViolation') return null
  if (typeof constraint !== 'object' || constraint === null) return []
  if ('fields' in constraint && Array.isArray(constraint.fields)) {
    return constraint.fields.map((field) => String(field).replaceAll('"', ''))
  }
  const index = 'index' in constraint ? String(constraint.index) : ''
  return index.split('_').slice(1, -1)
}
