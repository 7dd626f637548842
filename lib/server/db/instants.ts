import { PrismaPg } from '@prisma/adapter-pg'
import type { SqlQuery, SqlQueryable } from '@prisma/driver-adapter-utils'
import pg from 'pg'

// The adapter writes and reads instants without their zone, so they would be shifted wherever the session
// is not in UTC. Behind a pooler no session belongs to this process, so each instant carries its zone.

const TIMESTAMPTZ = 1184
/** Types of PostgreSQL without an instant. */
const withoutInstant = new Set(['DATE', 'TIME', 'TIMETZ'])

function withZone(arg: unknown): unknown {
  if (Array.isArray(arg)) return arg.map(withZone)
  if (!(arg instanceof Date) && typeof arg !== 'string') return arg
  // PostgreSQL does not know the sign that years beyond 9999 have in ISO 8601.
  return new Date(arg).toISOString().replace(/^\+0*/, '')
}

/** The same statement, with instants as ISO 8601 in UTC, which the adapter leaves as they are. */
function withZones(query: SqlQuery): SqlQuery {
  const isInstant = query.argTypes.map(
    ({ scalarType, dbType = '' }) => scalarType === 'datetime' && !withoutInstant.has(dbType),
  )
  if (!isInstant.includes(true)) return query
  return {
    sql: query.sql,
    args: query.args.map((arg, at) => (isInstant[at] ? withZone(arg) : arg)),
    argTypes: query.argTypes.map((type, at) =>
      isInstant[at] ? { ...type, scalarType: 'string' } : type,
    ),
  }
}

function sendingZones<Q extends SqlQueryable>(queryable: Q): Q {
  const { queryRaw, executeRaw } = queryable
  return Object.assign(queryable, {
    queryRaw: (query: SqlQuery) => queryRaw.call(queryable, withZones(query)),
    executeRaw: (query: SqlQuery) => executeRaw.call(queryable, withZones(query)),
  })
}

/** Prisma's adapter, which sends instants with their zone. */
export class ZonedPg extends PrismaPg {
  override async connect() {
    const adapter = await super.connect()
    const { startTransaction } = adapter
    const start: typeof startTransaction = async (level) =>
      sendingZones(await startTransaction.call(adapter, level))
    return Object.assign(sendingZones(adapter), { startTransaction: start })
  }
}

type Types = { getTypeParser: (oid: number, format?: string) => unknown }

const parseInstant = pg.types.getTypeParser(TIMESTAMPTZ, 'text')

/** An instant as PostgreSQL writes it, in whatever zone, as ISO 8601 in UTC. */
function inUtc(text: string): string {
  if (text.endsWith('+00') && text[4] === '-') return `${text.replace(' ', 'T')}:00`
  return new Date(parseInstant(text)).toISOString()
}

/** Parsers that respect the zone of an instant; the others are those given. */
export function readingZones(types: Types): Types {
  return {
    getTypeParser: (oid, format) =>
      oid === TIMESTAMPTZ && format !== 'binary' ? inUtc : types.getTypeParser(oid, format),
  }
}
