import { POST } from '@/app/invite/[token]/signup/route'
import { setClock } from '@/lib/server/clock'
import { closeDb } from '@/lib/server/db'
import { params, request } from './requests'

/** Sign-ups for an app process to do at once: on a link, at an instant of the clock. */
export type SignupTask = { token: string; bodies: Record<string, unknown>[]; at?: string }

/** Status and error name of each, and the zone that the process believes to be in. */
export type SignupReport = { zone: string; answers: string[] }

async function answerTo(token: string, body: Record<string, unknown>): Promise<string> {
  const sent = request('POST', `/invite/${token}/signup`, { body })
  const response = await POST(sent, params({ token }))
  const { name } = await response.json()
  return response.ok ? String(response.status) : `${response.status} ${name}`
}

async function run({ token, bodies, at }: SignupTask): Promise<SignupReport> {
  // Connections opened from here on see what has been set on the database meanwhile.
  await closeDb()
  setClock(at === undefined ? undefined : () => new Date(at))
  const answers = await Promise.all(bodies.map((body) => answerTo(token, body)))
  return { zone: Intl.DateTimeFormat().resolvedOptions().timeZone, answers }
}

process.on('message', async (task: SignupTask) => {
  process.send?.(await run(task))
})
process.on('disconnect', () => process.exit())
