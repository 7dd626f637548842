import type { Page } from 'playwright'
import { launchChromium } from '../../e2e/support/chromium'
import { watchTransfer } from '../../e2e/support/transfer'
import { median, type Row } from './table'

/** 4G as the budget has it: 150 ms, 1.6 Mbit/s. */
const line = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
}

const rounds = 5

/** A page, and how it shows that it can be used, and later that its scripts run. */
export type Measured = {
  what: string
  url: string
  usable: (page: Page) => Promise<void>
  hydrated: (page: Page) => Promise<void>
}

async function visit({ url, ...shows }: Measured, throttled: boolean) {
  const browser = await launchChromium()
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
  const transfers = await watchTransfer(page)
  if (throttled) {
    const session = await page.context().newCDPSession(page)
    await session.send('Network.enable')
    await session.send('Network.emulateNetworkConditions', line)
  }
  const start = performance.now()
  await page.goto(url, { waitUntil: 'commit' })
  await shows.usable(page)
  const usable = performance.now() - start
  await shows.hydrated(page)
  const hydrated = performance.now() - start
  await page.waitForLoadState('networkidle')
  const transferred = transfers()
  await browser.close()
  return { transferred, usable, hydrated }
}

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`
const milliseconds = (values: number[]) => `${median(values).toFixed(0)} ms`

/** What a phone with nothing in its cache waits for: weight, the time until a page can be used, and until its scripts run. */
export async function measurePage(page: Measured): Promise<Row[]> {
  const { transferred } = await visit(page, false)
  const byKind = new Map<string, number>()
  for (const { kind, bytes } of transferred) byKind.set(kind, (byKind.get(kind) ?? 0) + bytes)
  const total = transferred.reduce((sum, { bytes }) => sum + bytes, 0)
  const visits = []
  for (let round = 0; round < rounds; round += 1) visits.push(await visit(page, true))
  const kinds = [...byKind].map(([kind, size]) => `${kind} ${kilobytes(size)}`)
  const on = 'on 4G (150 ms, 1.6 Mbit/s), cold'
  return [
    { what: `${page.what}, in ${transferred.length} requests`, figure: kilobytes(total) },
    { what: 'of that', figure: kinds.join(', ') },
    { what: `${page.what} usable ${on}`, figure: milliseconds(visits.map(({ usable }) => usable)) },
    { what: `hydrated ${on}`, figure: milliseconds(visits.map(({ hydrated }) => hydrated)) },
  ]
}
