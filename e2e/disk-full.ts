import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { expect } from 'playwright/test'
import { signupBody, tokens } from './contract/support/given'
import { send } from './contract/support/send'
import { databaseUrl, expectWhole } from './faults/support/database'
import { expectAllIn, Receipts, signUp, startLoad } from './faults/support/load'
import { adminToken, createFolder, startApp } from './support/app'

// npm run disk-full, as root: the built-in database on a disk of 300 MB that gets full while people
// sign up. Mounting a disk is more than an ordinary user may, so it is no part of npm test.

const run = promisify(execFile)
const folder = await createFolder()
await run('mount', ['-t', 'tmpfs', '-o', 'size=300m,mode=711', 'tmpfs', folder])
const filler = join(folder, 'filler')

/** Writes until there is no room for another byte. */
async function fill(): Promise<void> {
  const file = createWriteStream(filler)
  const full = once(file, 'error')
  const more = () => {
    while (!file.destroyed && file.write(Buffer.alloc(1 << 20)));
  }
  file.on('drain', more)
  more()
  const [error] = await full
  expect(error).toMatchObject({ code: 'ENOSPC' })
}

async function statusOf(base: string, path: string): Promise<number> {
  return (await send('GET', path, { base })).status
}

const app = await startApp({}, { folder })
try {
  const base = app.url
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
  const as = { authorization: adminToken }
  const created = await send('POST', tokens, { base, as, body: { name: 'Full', expiresAt } })
  const { secret }: { secret: string } = JSON.parse(created.text)
  const receipts = new Receipts()
  const load = startLoad(base, secret, receipts)
  await receipts.more(50)
  await fill()
  while ((load.responses.get('503 UnavailableError') ?? 0) < 200) await pause(50)
  expect(await statusOf(base, '/health')).toBe(200)
  await rm(filler)
  const freed = Date.now()
  while ((await signUp(base, secret, signupBody())) !== '201')
    expect(Date.now() - freed).toBeLessThan(5_000)
  console.info(`signing up again ${Date.now() - freed} ms after there is room`)
  await load.end()
  console.info(load.responses)
  expect([...load.responses.keys()].sort()).toEqual(['201', '503 UnavailableError'])
  const url = await databaseUrl(folder)
  console.info(`${await expectWhole(url)} people, none in half`)
  await expectAllIn(base, url, receipts.emails)
  expect(app.output()).toContain('"state":"53100"')
  expect(app.output()).not.toMatch(/"level":(50|60)/)
  console.info('✓ Everything as it has to be')
} finally {
  await app.stop()
  await run('umount', [folder])
  await rm(folder, { recursive: true, force: true })
}
