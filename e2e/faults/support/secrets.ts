import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzipSync } from 'node:zlib'
import type { BrowserContext } from 'playwright/test'
import type { App } from '../../support/app'

/** A secret, and the only answers that may hold it. */
export type Secret = { name: string; value: string; allowed: RegExp }

/** Something that came out of Foyer: where, and what it said. */
export type Output = { from: string; text: string }

/** The secret as it is, and as it would be inside a query, a form, or what is encoded again. */
function forms(value: string): string[] {
  const bytes = Buffer.from(value)
  const encoded = [bytes.toString('base64url').slice(0, -2), bytes.toString('hex')]
  return [value, encodeURIComponent(value), ...encoded]
}

/** Where a secret was found that has no place there. */
export function leaksIn(outputs: Output[], secrets: Secret[]): string[] {
  return outputs.flatMap(({ from, text }) =>
    secrets
      .filter(({ value, allowed }) => {
        const isThere = forms(value).some((form) => text.includes(form))
        return isThere && !allowed.test(from)
      })
      .map(({ name }) => `${name} in ${from}`),
  )
}

/** Collects what a browser gets, head and body, and what its pages write to the console. */
export function listen(context: BrowserContext, origin: string) {
  const outputs: Output[] = []
  const reading: Promise<void>[] = []
  context.on('console', (message) => outputs.push({ from: 'console', text: message.text() }))
  context.on('response', (response) => {
    const url = response.url()
    if (!url.startsWith(origin)) outputs.push({ from: 'another host', text: url })
    const from = `${response.request().method()} ${url.slice(origin.length)}`
    const head = JSON.stringify(response.headers())
    const read = async () => {
      const all = JSON.stringify(await response.allHeaders().catch(() => response.headers()))
      // A redirect has no body, and that of a download is not the page's.
      const body = await response.text().catch(() => '')
      outputs.push({ from: `head of ${from}`, text: head + all }, { from, text: body })
    }
    reading.push(read())
  })
  return async () => {
    await Promise.all(reading)
    return outputs
  }
}

/** All that `npm run export` writes of an app that is running. */
export async function exportOf(app: App): Promise<Output[]> {
  const file = join(app.folder, 'all.ndjson.gz')
  const { PATH = '', HOME = '' } = process.env
  const env = { PATH, HOME, DATA_DIR: app.folder, NODE_ENV: 'production' as const }
  const args = ['scripts/run.mjs', 'export', file]
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { env })
  const text = gunzipSync(await readFile(file)).toString('utf8')
  return [
    { from: 'export', text },
    { from: 'output of the export', text: stdout + stderr },
  ]
}

/** Every text in an export, each once. */
export function textsIn(exported: string): string[] {
  const found = new Set<string>()
  const walk = (value: unknown) => {
    if (typeof value === 'string' && value !== '') found.add(value)
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk)
  }
  for (const line of exported.trim().split('\n')) walk(JSON.parse(line))
  return [...found]
}
