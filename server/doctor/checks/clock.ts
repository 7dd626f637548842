import { getPool } from '@/lib/server/db/db'
import { now } from '@/lib/server/runtime/clock'
import { isLocalAddress } from '@/lib/share'
import { type Check, type Context, type Finding, mistake } from '@/server/doctor/check'

/** A Date header is cut to whole seconds. */
const SECOND = 1_000

function compare(ours: number, theirs: number, whose: string): Finding {
  const seconds = Math.round(Math.abs(ours - theirs) / 1000)
  const direction = ours > theirs ? 'ahead of' : 'behind'
  return mistake(
    `The clock of this machine is ${seconds} s ${direction} that of ${whose}.`,
    'Turn on time synchronisation (NTP) on both: links open and end by the clock.',
  )
}

async function database({ limits }: Context): Promise<Finding | null> {
  const before = now().getTime()
  const { rows } = await getPool().query<{ time: number }>(
    'SELECT (extract(epoch FROM now()) * 1000)::float8 AS "time"',
  )
  const after = now().getTime()
  const time = rows[0]?.time ?? 0
  const isWithin = time >= before - limits.clock && time <= after + limits.clock
  return isWithin ? null : compare((before + after) / 2, time, 'the database')
}

async function site({ env, limits, askPublic }: Context): Promise<Finding | null> {
  if (isLocalAddress(env.publicUrl)) return null
  const reply = await askPublic()
  if (reply.from === 'nobody' || reply.theirTime === null) return null
  const theirs = reply.theirTime + SECOND / 2
  const isWithin = Math.abs(reply.ourTime - theirs) <= limits.clock + SECOND
  return isWithin ? null : compare(reply.ourTime, theirs, 'the server at PUBLIC_URL')
}

export const clock: Check = {
  name: 'The clocks agree',
  needs: 'database',
  run: async (context) => (await database(context)) ?? (await site(context)),
}
