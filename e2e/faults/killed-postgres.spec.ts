import { setTimeout as pause } from 'node:timers/promises'
import { databaseUrl, expectWhole, killPostgres } from './support/database'
import { expect, givenLink, test } from './support/foyer'
import { expectAllIn, Receipts, startLoad } from './support/load'

/** FAULT_ROUNDS allows more kills than a usual run has time for. */
const rounds = Math.max(3, Number(process.env.FAULT_ROUNDS ?? 0) / 5)

// CHECKLIST 5
// CHECKLIST 16
test('when the built-in PostgreSQL is killed, sign-ups get a 503 until it restarts by itself, and no confirmed one is lost', async ({
  folder,
  foyer,
  random,
}) => {
  test.setTimeout(60_000 * rounds)
  const app = await foyer({}, { folder })
  const token = await givenLink(app)
  const receipts = new Receipts()
  const load = startLoad(app.url, token, receipts)
  for (let kill = 1; kill <= rounds; kill += 1) {
    await receipts.more(1 + Math.floor(random() * 30))
    await pause(random() * 20)
    await killPostgres(folder)
    await receipts.more(30)
  }
  await load.end()
  expect([...load.responses.keys()].sort()).toEqual(['201', '503 UnavailableError'])
  console.info(`${rounds} kills: ${receipts.emails.length} acknowledged`)
  const url = await databaseUrl(folder)
  await expectWhole(url)
  await expectAllIn(app.url, url, receipts.emails)
  expect(app.output()).not.toMatch(/"level":(50|60)/)
})
