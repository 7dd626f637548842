import { chromium } from 'playwright'
import { startApp } from '../e2e/support/app'
import { chromiumOptions } from '../e2e/support/chromium'
import { watchTransfer } from '../e2e/support/transfer'
import { createLink } from './support/links'
import { median, type Row } from './support/table'

// What an invitee on a phone line waits for: the weight of the invite page, cold, and the time until
// the form can be used and is hydrated.

/** 4G as the budget has it: 150 ms, 1.6 Mbit/s. */
const line = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
}

const rounds = 5

async function visit(url: string, throttled: boolean) {
  const browser = await chromium.launch(chromiumOptions())
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
  const transfers = await watchTransfer(page)
  if (throttled) {
    const session = await page.context().newCDPSession(page)
    await session.send('Network.enable')
    await session.send('Network.emulateNetworkConditions', line)
  }
  const start = performance.now()
  await page.goto(url, { waitUntil: 'commit' })
  await page.getByRole('button', { name: /^Join as/ }).waitFor()
  const usable = performance.now() - start
  // The toggle is there only once scripts run.
  await page.getByRole('button', { name: 'Show password' }).waitFor()
  const hydrated = performance.now() - start
  await page.waitForLoadState('networkidle')
  const transferred = transfers()
  await browser.close()
  return { transferred, usable, hydrated }
}

export async function invitePage(): Promise<Row[]> {
  const app = await startApp()
  try {
    const url = await createLink(app.url)
    const { transferred } = await visit(url, false)
    const byKind = new Map<string, number>()
    for (const { kind, bytes } of transferred) byKind.set(kind, (byKind.get(kind) ?? 0) + bytes)
    const total = transferred.reduce((sum, { bytes }) => sum + bytes, 0)
    const visits = []
    for (let round = 0; round < rounds; round += 1) visits.push(await visit(url, true))
    const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`
    const milliseconds = (values: number[]) => `${median(values).toFixed(0)} ms`
    const kinds = [...byKind].map(([kind, size]) => `${kind} ${kilobytes(size)}`)
    const line = 'on 4G (150 ms, 1.6 Mbit/s), cold'
    return [
      { what: `invite page, in ${transferred.length} requests`, figure: kilobytes(total) },
      { what: 'of that', figure: kinds.join(', ') },
      { what: `form usable ${line}`, figure: milliseconds(visits.map(({ usable }) => usable)) },
      { what: `hydrated ${line}`, figure: milliseconds(visits.map(({ hydrated }) => hydrated)) },
    ]
  } finally {
    await app.stop()
  }
}
