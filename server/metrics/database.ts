import { Gauge, Histogram, type Registry } from 'prom-client'
import { getDb, getPool, join, sql } from '@/lib/server/db/db'
import { requireDatabase } from '@/lib/server/lifecycle/readiness'
import { MINUTE, now } from '@/lib/server/runtime/clock'
import { stateIs } from '@/lib/server/signup-tokens/state-conditions'
import { type InviteState, inviteStates } from '@/lib/signup-token-state'

/** Links are counted at most once in this time, however often somebody asks. */
const FRESH = MINUTE

/** The pool of connections, whether the database answers, and the links by state. */
export function measureDatabase(registry: Registry): void {
  const registers = [registry]
  measurePool(registers)
  new Gauge({
    name: 'foyer_database_up',
    help: 'Whether the database answers.',
    registers,
    async collect() {
      this.set(
        await requireDatabase().then(
          () => 1,
          () => 0,
        ),
      )
    },
  })
  const counts = countedOnceAMinute()
  new Gauge({
    name: 'foyer_links',
    help: 'Links by state, counted at most once a minute.',
    labelNames: ['state'],
    registers,
    async collect() {
      const found = await counts()
      // Without an answer there is no number, rather than an old one.
      this.reset()
      for (const state of found ? inviteStates : []) this.set({ state }, found?.[state] ?? 0)
    },
  })
}

/** The latest count; where there was none, the database is asked again. */
function countedOnceAMinute(): () => Promise<Counts | null> {
  let latest: Promise<Counts | null> = Promise.resolve(null)
  let countedAt = 0
  return async () => {
    const isFresh = Date.now() - countedAt < FRESH && (await latest) !== null
    if (!isFresh) {
      countedAt = Date.now()
      latest = countLinks().catch(() => null)
    }
    return await latest
  }
}

type Counts = Record<InviteState, number>

async function countLinks(): Promise<Counts | null> {
  const at = now()
  const columns = inviteStates.map(
    (state) => sql`count(*) FILTER (WHERE ${stateIs(state, at)})::int AS ${sql([`"${state}"`])}`,
  )
  const [row] = await getDb().$queryRaw<Counts[]>`
    SELECT ${join(columns)} FROM "SignupToken"`
  return row ?? null
}

function measurePool(registers: Registry[]): void {
  new Gauge({
    name: 'foyer_database_connections',
    help: 'Connections of this process by what they do, and requests that wait for one.',
    labelNames: ['state'],
    registers,
    collect() {
      const { totalCount, idleCount, waitingCount } = getPool()
      this.set({ state: 'busy' }, totalCount - idleCount)
      this.set({ state: 'idle' }, idleCount)
      this.set({ state: 'waiting' }, waitingCount)
    },
  })
  const waits = new Histogram({
    name: 'foyer_database_wait_seconds',
    help: 'How long a request waited for a connection.',
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10],
    registers,
  })
  const pool = getPool()
  const { connect } = pool
  Object.assign(pool, {
    connect: (callback?: (...answer: unknown[]) => void) => {
      const end = waits.startTimer()
      const answered = (...answer: unknown[]) => {
        end()
        callback?.(...answer)
      }
      if (callback) return Reflect.apply(connect, pool, [answered])
      return Promise.resolve(Reflect.apply(connect, pool, [])).finally(end)
    },
  })
}
