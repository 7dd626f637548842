import { POST } from '@/app/invite/[token]/signup/route'
import { closeDb } from '@/lib/server/db/db'
import { setClock } from '@/lib/server/runtime/clock'
import { params, request } from './requests'

/** Sign-ups for an app process to do at once: on a link, at an instant of the clock, from an address. */
export type SignupTask = {
  token: string
  bodies: Record<string, unknown>[]
  at?: string
  address?: string
}

/** Status and error name of each, and the zone that the process believes to be in. */
export type SignupReport = { zone: string; responses: string[] }

async function responseTo(
  token: string,
  body: Record<string, unknown>,
  address = '192.0.2.1',
): Promise<string> {
  const headers = { 'x-forwarded-for': address }
  const sent = request('POST', `/invite/${token}/signup`, { body, headers })
  const response = await POST(sent, params({ token }))
  const { name } = await response.json()
  return response.ok ? String(response.status) : `${response.status} ${name}`
}

async function run({ token, bodies, at, address }: SignupTask): Promise<SignupReport> {
  // Connections opened from here on see what has been set on the database meanwhile.
  await closeDb()
  setClock(at === undefined ? undefined : () => new Date(at))
  const responses = await Promise.all(bodies.map((body) => responseTo(token, body, address)))
  return { zone: Intl.DateTimeFormat().resolvedOptions().timeZone, responses }
}

process.on('message', async (task: SignupTask) => {
  process.send?.(await run(task))
})
process.on('disconnect', () => process.exit())
