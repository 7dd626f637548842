import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { App } from '../support/app'
import { countCutOff, databaseUrl, expectWhole, killPostgres } from './support/database'
import { expect, givenLink, test } from './support/foyer'
import { expectAllIn, Receipts, startLoad } from './support/load'
import { startSignups } from './support/signups'

/** What the app gives its database pool, for a process that uses the same database beside it. */
async function settingsOf({ folder }: App): Promise<Record<string, string>> {
  const secret = await readFile(join(folder, 'app-secret'), 'utf8')
  return {
    DATABASE_URL: await databaseUrl(folder),
    APP_SECRET: secret.trim(),
    BCRYPT_COST: '4',
    LOG_LEVEL: 'silent',
  }
}

/** FAULT_ROUNDS allows more kills than a usual run has time for. */
const rounds = Number(process.env.FAULT_ROUNDS ?? 50)
const ofApp = Math.ceil(rounds / 10)
const ofBoth = Math.ceil(rounds / 25)

// CHECKLIST 5: a tenth of the kills hit the whole app, some the app and its PostgreSQL; the others a process
// that runs the same use case against the same server, since the app takes seconds to come back and it
// half a second.
test(`after ${rounds} kills at random moments of sign-ups, every confirmed sign-up is complete and none is partial`, async ({
  folder,
  foyer,
  random,
}) => {
  test.setTimeout(rounds * 15_000)
  let app = await foyer({}, { folder })
  const token = await givenLink(app)
  const url = await databaseUrl(folder)
  const receipts = new Receipts()
  const someMoment = async () => {
    await receipts.more(1 + Math.floor(random() * 12))
    await pause(random() * 15)
  }

  for (let kill = 1; kill <= ofApp; kill += 1) {
    const load = startLoad(app.url, token, receipts)
    await someMoment()
    await app.kill()
    await load.end()
    await expectWhole(url)
    app = await foyer({}, app)
  }

  const settings = await settingsOf(app)
  let next = startSignups(settings)
  for (let kill = 1; kill <= rounds - ofApp - ofBoth; kill += 1) {
    const signups = next
    // The next one starts meanwhile.
    next = startSignups(settings)
    await signups.begin(token, receipts)
    await someMoment()
    await signups.kill()
    await expectWhole(url)
  }
  await next.kill()

  // The point of the test: some sign-ups were cut off between using the place and the commit.
  const cutOff = await countCutOff(url)
  expect(cutOff).toBeGreaterThan(0)

  for (let kill = 1; kill <= ofBoth; kill += 1) {
    const load = startLoad(app.url, token, receipts)
    await someMoment()
    await Promise.all([killPostgres(folder), app.kill()])
    await load.end()
    app = await foyer({}, app)
    await expectWhole(await databaseUrl(folder))
  }

  console.info(`${rounds} kills: ${receipts.emails.length} acknowledged, ${cutOff} cut off inside`)
  expect(await expectWhole(await databaseUrl(folder))).toBeGreaterThanOrEqual(rounds)
  await expectAllIn(app.url, await databaseUrl(folder), receipts.emails)
})
