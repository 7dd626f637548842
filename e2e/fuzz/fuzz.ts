import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import { admin } from '../contract/support/given'
import { send } from '../contract/support/send'
import type { App } from '../support/app'
import { allCases, anyCase, type Case, harmlessCase, namesIn } from './cases'
import { complaintAbout } from './oracle'
import { findTargets, goodValue, type Target } from './targets'
import { bodies, strings, values } from './values'
import { createWorld, goodStep, type World } from './world'

type Options = {
  seed: number
  /** Every so many of the cases of the whole; 1 for all. */
  every: number
  /** How long to draw at random. */
  milliseconds: number
  /** Chooses what is sent from now on, `nonsense` or `harmless`: then a third of the time goes to harmless requests. */
  onPhase?: (name?: 'nonsense' | 'harmless') => Promise<void>
}

type Report = { covered: string; complaints: string[] }

/** Requests after which links and people are made anew: many of them end what they are about. */
const renewal = 25

/** Milliseconds for an answer. Far above what any takes, so that a busy machine is no fault. */
const patience = 20_000

/** Milliseconds of a round at random: harmless requests and nonsense by turns share what the machine does. */
const turn = 10_000

/** Sends every class of nonsense everywhere, then draws at random. */
export async function fuzz(app: App, options: Options): Promise<Report> {
  const { seed, every } = options
  const targets = await findTargets()
  const cases = allCases(targets, seed).filter((_, at) => at % every === seed % every)
  const asked = await asker(app)
  const { complaints, statuses, ask } = asked
  for (let at = 0; at < cases.length; at += 4) {
    await Promise.all(cases.slice(at, at + 4).map(ask))
  }
  const drawn = await askAtRandom(targets, asked, options)
  const alive = await send('GET', '/health', { base: app.url })
  if (alive.status !== 200) complaints.push(`/health answers ${alive.status} in the end`)
  complaints.push(...(app.output().match(/^.*"level":(50|60).*$/gm) ?? []))
  return { covered: describe(targets, cases.length, drawn, statuses, seed), complaints }
}

type Asker = Awaited<ReturnType<typeof asker>>

/** Nonsense for as long as it takes, beside harmless requests where somebody compares. Returns how much. */
async function askAtRandom(
  targets: Target[],
  asked: Asker,
  { seed, milliseconds, onPhase }: Options,
): Promise<number> {
  const end = Date.now() + milliseconds
  let drawn = 0
  for (let round = 0; Date.now() < end; round += 1) {
    const left = () => Math.max(0, end - Date.now())
    if (onPhase) {
      await onPhase('harmless')
      await askFor(harmlessCase(targets), asked, seed + round, Math.min(turn, left() / 3))
      await onPhase('nonsense')
    }
    const most = onPhase ? 2 * turn : milliseconds
    const { runs, failed } = await askFor(
      anyCase(targets),
      asked,
      seed + round,
      Math.min(most, left()),
    )
    await onPhase?.()
    drawn += runs
    if (failed) break
  }
  return drawn
}

/** Asks one after the other for so many milliseconds; what is complained of is made as small as it gets. */
async function askFor(
  from: fc.Arbitrary<Case>,
  { ask, complaints }: Asker,
  seed: number,
  milliseconds: number,
): Promise<{ runs: number; failed: boolean }> {
  const before = complaints.length
  const random = await fc.check(
    fc.asyncProperty(from, async (drawn) => (await ask(drawn)) === null),
    {
      seed,
      numRuns: 10_000_000,
      interruptAfterTimeLimit: milliseconds,
      markInterruptAsFailure: false,
    },
  )
  // Shrinking asks again and again: what it ends at is enough.
  complaints.splice(before + (random.failed ? 1 : 0))
  if (random.failed) complaints.push(fc.stringify(random.counterexample).slice(0, 2000))
  return { runs: random.numRuns, failed: random.failed }
}

async function asker(app: App) {
  const complaints: string[] = []
  const statuses = new Map<string, number>()
  let world = await createWorld(app.url)
  let asked = 0
  const ask = async (given: Case): Promise<string | null> => {
    asked += 1
    if (asked % renewal === 0) world = await createWorld(app.url)
    const { status, complaint } = await judge(app, given, world)
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
    if (complaint)
      complaints.push(`${given.target.method} ${given.target.path}, ${given.label}: ${complaint}`)
    return complaint
  }
  return { complaints, statuses, ask }
}

async function judge(app: App, given: Case, world: World) {
  const path = pathOf(given, world)
  try {
    const sent = send(given.target.method, path, { base: app.url, ...requestOf(given, world) })
    const response = await Promise.race([sent, pause(patience, null, { ref: false })])
    if (response === null) return { status: 'none', complaint: 'is not answered' }
    const complaint = await complaintAbout(given.target, path, response)
    return { status: String(response.status), complaint }
  } catch (error) {
    // The server answers and hangs up before it has read a body that it refuses.
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const isCut = ['ECONNRESET', 'EPIPE'].includes(code)
    return { status: isCut ? 'cut off' : 'failed', complaint: isCut ? null : String(error) }
  }
}

function pathOf({ target, steps = {}, queries = [] }: Case, world: World): string {
  const path = namesIn(target.path).reduce(
    (created, name) =>
      created.replace(`{${name}}`, () => steps[name] ?? goodStep(target.path, name, world)),
    target.path,
  )
  return path + (queries.length > 0 ? `?${queries.map((pair) => pair.join('=')).join('&')}` : '')
}

function requestOf({ target, fields = {}, body, headers, isForm }: Case, world: World) {
  const as = target.path.startsWith('/api/admin/settings') ? admin : { cookie: world.cookie }
  if (body) {
    const { headers: typed, ...raw } = bodies[body] ?? {}
    return { as, ...raw, headers: { ...typed, ...headers } }
  }
  if (target.method !== 'POST' && target.method !== 'PUT') return { as, headers: { ...headers } }
  const good = target.fields.map((field) => [field, goodValue(field, world.token)])
  const whole: Record<string, unknown> = { ...Object.fromEntries(good), ...fields }
  if (!isForm) return { as, body: whole, headers: { ...headers } }
  const pairs = Object.entries(whole).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : (JSON.stringify(value) ?? ''),
  ])
  const type = { 'content-type': 'application/x-www-form-urlencoded' }
  return { as, raw: new URLSearchParams(pairs).toString(), headers: { ...type, ...headers } }
}

function describe(
  targets: Target[],
  asked: number,
  drawn: number,
  statuses: Map<string, number>,
  seed: number,
): string {
  const count = (from: (target: Target) => unknown[]) =>
    targets.reduce((sum, one) => sum + from(one).length, 0)
  const met = [...statuses].toSorted().map(([status, times]) => `${status} × ${times}`)
  return [
    `${targets.length} endpoints: ${count(({ fields }) => fields)} fields, ` +
      `${count(({ path }) => namesIn(path))} path parameters, ${count(({ queries }) => queries)} queries`,
    `${Object.keys(values).length} classes of values, ${Object.keys(strings).length} of texts, ` +
      `${Object.keys(bodies).length} bodies`,
    `${asked} requests with one thing wrong, ${drawn} with several, seed ${seed}`,
    `answers: ${met.join(', ')}`,
  ].join('\n')
}
