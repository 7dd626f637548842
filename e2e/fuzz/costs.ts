import { gzipSync } from 'node:zlib'
import { send } from '../contract/support/send'
import { findTargets, type Target } from './targets'
import { BOUND, costlyTexts } from './texts'
import { bodies } from './values'
import type { WatchedApp } from './watched'

/** How much more CPU a body may cost than plain text of its size. */
const MOST = 5

/** Bodies that cost too much, after which no more are looked for. */
const ENOUGH = 3

type Body = { raw: Buffer; headers: Record<string, string> }

/** What is compared: a body, and plain text that is no longer. */
type Pair = { target: Target; label: string; body: Body; plain: Body }

export type Cost = { label: string; ratio: number; milliseconds: number }

const json = { 'content-type': 'application/json' }
const form = { 'content-type': 'application/x-www-form-urlencoded' }

/** Somewhere that is nobody's: what is measured is the body, not what it does. */
const steps: Record<string, string> = { token: 'A'.repeat(32), id: '1', path: 'nothing' }

function pathOf({ path }: Target): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => steps[name] ?? 'x')
}

/** Every text of a body that is as long, in UTF-16 units, as it can be in all; or exactly the bound. */
function fieldsOf(target: Target, text: (units: number) => string, units: number) {
  const names = target.fields.length > 0 ? target.fields : ['name']
  return Object.fromEntries(names.map((name) => [name, text(units)]))
}

/** How many units each field gets, so that all of them fit into a body in UTF-8 or in escapes of a form. */
function most(target: Target, bytesOfUnit: number): number {
  return Math.floor(100_000 / bytesOfUnit / Math.max(1, target.fields.length))
}

const plainText = (units: number) => 'x'.repeat(units)
const asJson = (fields: object): Body => ({
  raw: Buffer.from(JSON.stringify(fields)),
  headers: json,
})
const asForm = (fields: Record<string, string>): Body => ({
  raw: Buffer.from(new URLSearchParams(fields).toString()),
  headers: form,
})

function inGzip({ raw, headers }: Body): Body {
  return { raw: gzipSync(raw), headers: { ...headers, 'content-encoding': 'gzip' } }
}

/** A target × a kind of text × as much as the app looks at, as much as fits, in gzip, in a form. */
function pairsOfTexts(target: Target): Pair[] {
  return Object.entries(costlyTexts).flatMap(([name, text]) => {
    const long = most(target, 3)
    const [bounded, whole, plainBound, plainWhole] = [
      fieldsOf(target, text, BOUND),
      fieldsOf(target, text, long),
      fieldsOf(target, plainText, BOUND),
      fieldsOf(target, plainText, long),
    ]
    const units = most(target, 9)
    return [
      { label: `${name}, ${BOUND} units`, body: asJson(bounded), plain: asJson(plainBound) },
      { label: `${name}, ${long} units`, body: asJson(whole), plain: asJson(plainWhole) },
      { label: `${name} in gzip`, body: inGzip(asJson(whole)), plain: asJson(plainWhole) },
      {
        label: `${name} in a form`,
        body: asForm(fieldsOf(target, text, units)),
        plain: asForm(fieldsOf(target, plainText, units)),
      },
    ].map((pair) => ({ ...pair, target }))
  })
}

/** The broken bodies of the fuzz, each beside one text of the size to which it inflates, and in gzip. */
function pairsOfBodies(target: Target): Pair[] {
  return Object.entries(bodies).flatMap(([name, { raw, headers, chunked }]) => {
    if (chunked || raw.length < 1000 || raw.length > 102_400) return []
    const size = raw.length
    const plain = headers['content-type']?.endsWith('urlencoded')
      ? asForm({ name: plainText(size - 5) })
      : asJson({ name: plainText(size - 11) })
    const both = [{ label: name, body: { raw, headers } }]
    if (!headers['content-encoding']) {
      both.push({ label: `${name} in gzip`, body: inGzip({ raw, headers }) })
    }
    return both.map((one) => ({ ...one, plain, target }))
  })
}

async function cpuOf(app: WatchedApp, { target, body, times }: Ask): Promise<number> {
  const before = await app.cpu()
  for (let at = 0; at < times; at += 1) {
    await send(target.method, pathOf(target), { base: app.url, ...body })
  }
  return (await app.cpu()) - before
}

type Ask = { target: Target; body: Body; times: number }

/**
 * CPU of one against the other, asked by turns, so that whatever else the machine or the garbage
 * collector does falls on both; of several rounds the best is nearest to the truth.
 */
async function compare(app: WatchedApp, pair: Pair, times: number): Promise<Cost> {
  const { target, label, body, plain } = pair
  const found: Cost[] = []
  // Once is enough where it is far from what is allowed, on either side.
  const isOpen = (ratio = MOST) => ratio >= MOST / 2 && ratio <= MOST * 4
  for (let round = 0; round < 3 && isOpen(found.at(-1)?.ratio); round += 1) {
    const usual = await cpuOf(app, { target, body: plain, times })
    const costly = await cpuOf(app, { target, body, times })
    const ratio = costly / Math.max(usual, 0.1 * times)
    found.push({
      label: `${target.method} ${target.path}, ${label}`,
      ratio,
      milliseconds: costly / times,
    })
  }
  const [best] = found.toSorted((a, b) => a.ratio - b.ratio)
  if (!best) throw new Error('Nothing was measured.')
  return best
}

/**
 * What each body costs without a credential, at every address that takes one: a body is read before it is asked who sends it.
 * @param times how often each is sent in a row
 * @param wanted which targets
 */
export async function measureCosts(
  app: WatchedApp,
  times: number,
  wanted: (target: Target) => boolean = () => true,
): Promise<Cost[]> {
  const targets = (await findTargets()).filter(
    (target) => ['POST', 'PUT'].includes(target.method) && wanted(target),
  )
  const costs: Cost[] = []
  for (const target of targets) {
    // What is only loaded or compiled at its first use is no cost of a body.
    await cpuOf(app, { target, body: asJson(fieldsOf(target, plainText, BOUND)), times: 20 })
    for (const pair of [...pairsOfTexts(target), ...pairsOfBodies(target)]) {
      costs.push(await compare(app, pair, times))
      if (costs.filter(({ ratio }) => ratio > MOST).length === ENOUGH) return sorted(costs)
    }
  }
  return sorted(costs)
}

function sorted(costs: Cost[]): Cost[] {
  return costs.toSorted((a, b) => b.ratio - a.ratio)
}

/** Says what costs most, and complains of what costs too much. */
export function costComplaints(costs: Cost[]): string[] {
  const said = ({ label, ratio, milliseconds }: Cost) =>
    `${ratio.toFixed(1)} times plain text (${milliseconds.toFixed(1)} ms): ${label}`
  console.info(`${costs.length} bodies compared with plain text of their size, the dearest first:`)
  for (const cost of costs.slice(0, 5)) console.info(said(cost))
  const tooDear = costs.filter(({ ratio }) => ratio > MOST)
  return tooDear.map((cost) => `costs ${said(cost)}`)
}
