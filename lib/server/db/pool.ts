import { type ClientBase, Pool } from 'pg'
import { readingZones } from './instants'
import { impatientSocket } from './socket'

/** Milliseconds. */
type Limits = { statement: number; idleInTransaction: number }

/**
 * Opens a pool of connections that keeps nothing in a session of the database, so that a pooler in
 * transaction mode may stand in front of it (docs/decisions/0066).
 * @param timeoutSeconds how long a statement may take
 */
export function openPool(connectionString: string, timeoutSeconds: number): Pool {
  const timeout = timeoutSeconds * 1000
  // Longer than a statement may take, so that PostgreSQL's own error comes first.
  const silence = (timeout * 4) / 3
  const limits = { statement: timeout, idleInTransaction: silence }
  const pool = new Pool({
    connectionString,
    max: 10,
    // This is also how long a request waits for a free connection, so not shorter than maxWait of transactions.
    connectionTimeoutMillis: 10_000,
    stream: () => impatientSocket(silence),
    application_name: 'foyer',
    // The pool waits for it; its type does not say so.
    onConnect: (client) => limit(client, limits),
  })
  // An idle connection that breaks is dropped, and the next query opens another. Without a listener, an
  // error between the pool and a transaction would also be unhandled.
  pool.on('error', () => {})
  return pool.on('connect', (client) => client.on('error', () => {}))
}

/** The process of the server that the connection was told of; a pooler tells a number of its own. */
export function announcedProcess(client: ClientBase): number {
  return 'processID' in client ? Number(client.processID) : 0
}

/**
 * Limits how long statements and idle transactions may take: a frozen app does not hold its locks any
 * longer. Without a pooler the session is this connection's own, so it is told once; with one, each
 * transaction is told as it begins, and a lone statement ends with the connection.
 */
async function limit(client: ClientBase, { statement, idleInTransaction }: Limits): Promise<void> {
  client.on('error', () => {})
  const { rowCount } = await client.query({
    text: `SELECT set_config('statement_timeout', $1, false),
        set_config('idle_in_transaction_session_timeout', $2, false)
      WHERE pg_backend_pid() = $3`,
    values: [statement, idleInTransaction, announcedProcess(client)],
  })
  const begin = `BEGIN; SET LOCAL statement_timeout = ${statement}; SET LOCAL idle_in_transaction_session_timeout = ${idleInTransaction}`
  rewriteQueries(client, rowCount === 0 ? begin : 'BEGIN')
}

function rewriteQueries(client: ClientBase, begin: string): void {
  const prototype: ClientBase = Object.getPrototypeOf(client)
  Object.assign(client, {
    query: (statement: unknown, ...rest: unknown[]) =>
      Reflect.apply(prototype.query, client, [rewrite(statement, begin), ...rest]),
  })
}

/** A statement of Prisma's adapter, which alone brings parsers of its own. */
function rewrite(statement: unknown, begin: string): unknown {
  if (!isOfAdapter(statement)) return statement
  const types = readingZones(statement.types)
  return { ...statement, types, ...(statement.text === 'BEGIN' && { text: begin }) }
}

type OfAdapter = { text: string; types: Parameters<typeof readingZones>[0] }

function isOfAdapter(statement: unknown): statement is OfAdapter {
  return typeof statement === 'object' && statement !== null && 'types' in statement
}
