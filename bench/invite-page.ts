import { chromium } from 'playwright'
import { adminToken, startApp } from '../e2e/support/app'
import { chromiumOptions } from '../e2e/support/chromium'
import { watchTransfer } from '../e2e/support/transfer'

// What an invitee on a phone line waits for: the weight of the invite page, cold, and the time until
// the form can be used and is hydrated. Run: npm run bench:invite-page

/** 4G as the budget has it: 150 ms, 1.6 Mbit/s. */
const line = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
}

const rounds = 5

async function makeLink(origin: string): Promise<string> {
  const response = await fetch(`${origin}/api/admin/invite-link/tokens`, {
    method: 'POST',
    headers: { authorization: adminToken, 'content-type': 'application/json' },
    body: JSON.stringify({
      name: 'Bench',
      expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    }),
  })
  const { url } = (await response.json()) as { url: string }
  return url
}

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
  await page.getByRole('button', { name: 'Show the password' }).waitFor()
  const hydrated = performance.now() - start
  await page.waitForLoadState('networkidle')
  const transferred = transfers()
  await browser.close()
  return { transferred, usable, hydrated }
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

const app = await startApp()
try {
  const url = await makeLink(app.url)
  const { transferred } = await visit(url, false)
  const byKind = new Map<string, number>()
  for (const { kind, bytes } of transferred) byKind.set(kind, (byKind.get(kind) ?? 0) + bytes)
  const total = transferred.reduce((sum, { bytes }) => sum + bytes, 0)
  const visits = []
  for (let round = 0; round < rounds; round += 1) visits.push(await visit(url, true))
  console.info(`transfer  ${(total / 1000).toFixed(1)} kB in ${transferred.length} requests`)
  for (const [kind, size] of byKind) console.info(`  ${kind}  ${(size / 1000).toFixed(1)} kB`)
  console.info(`4G, cold, median of ${rounds} (150 ms, 1.6 Mbit/s)`)
  console.info(`  form usable  ${median(visits.map(({ usable }) => usable)).toFixed(0)} ms`)
  console.info(`  hydrated     ${median(visits.map(({ hydrated }) => hydrated)).toFixed(0)} ms`)
} finally {
  await app.stop()
}
