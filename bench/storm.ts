import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from '@/lib/testing/sql'
import { openEmbedded } from '@/server/postgres/embedded'
import { databaseUrl, expectWhole, killPostgres } from '../e2e/faults/support/database'
import { type App, createFolder, freePort, removeFolder, startApp } from '../e2e/support/app'
import { startProxy } from '../e2e/support/proxy'
import { createLink } from './support/links'
import { Storm } from './support/storm'
import { machine } from './support/table'

// 10,000 sign-ups by 64 clients on one link of 5,000 places, through two processes and nginx. At the
// 2,500th both processes and PostgreSQL are killed, and started again. Run: npm run bench:storm

const PEOPLE = 10_000
const PLACES = 5_000
const CLIENTS = 64
const COST = '10'

const port = await freePort()
const folder = await createFolder()
const settings = {
  BCRYPT_COST: COST,
  PUBLIC_URL: `http://localhost:${port}`,
  TRUST_PROXY_HOPS: '1',
}

/** Both on one data folder, and so on one PostgreSQL: the one that syncs to disk. */
async function startBoth(ports: [number, number]): Promise<[App, App]> {
  const [one, two] = ports.map((each) => startApp(settings, { folder, port: each }))
  return [await (one as Promise<App>), await (two as Promise<App>)]
}

async function crashAndReturn(apps: [App, App]): Promise<[App, App]> {
  await Promise.all([killPostgres(folder), ...apps.map((app) => app.kill())])
  console.info('killed both processes and PostgreSQL')
  await pause(2_000)
  const back = await startBoth([apps[0].port, apps[1].port])
  console.info('both are back')
  return back
}

async function check(storm: Storm): Promise<string[]> {
  const url = await databaseUrl(folder)
  const users = await expectWhole(url)
  const text = 'SELECT count(*)::int AS count FROM "User" WHERE "email" = ANY($1)'
  const [found] = await sql(url, text, [storm.created])
  const lost = storm.created.length - Number(found?.count)
  console.info(`users of the link: ${users}`)
  console.info(`201: ${storm.created.length}, of which not in the database: ${lost}`)
  console.info(`told that the link is full: ${storm.full}`)
  console.info(`503 with Retry-After, sent again: ${storm.later}`)
  console.info(`other responses: ${JSON.stringify(storm.others)}`)
  return [
    ...(users === PLACES ? [] : [`${users} users`]),
    ...(storm.created.length === PLACES ? [] : [`${storm.created.length} answers of 201`]),
    ...(lost === 0 ? [] : [`${lost} lost`]),
    ...(storm.full === PEOPLE - PLACES ? [] : [`${storm.full} told that it is full`]),
    ...storm.others,
  ]
}

let apps = await startBoth([await freePort(), await freePort()])
const proxy = await startProxy(port, [apps[0].port, apps[1].port])
try {
  const link = await createLink(proxy.url, PLACES)
  const people = Array.from({ length: PEOPLE }, () => randomUUID())
  const storm = new Storm(`${link}/signup`, people)
  const start = performance.now()
  const over = storm.run(CLIENTS)
  await storm.reaches(PLACES / 2)
  apps = await crashAndReturn(apps)
  await over
  const seconds = ((performance.now() - start) / 1000).toFixed(0)
  console.info(machine())
  console.info(`${PEOPLE} people, ${CLIENTS} clients, ${proxy.kind}, cost ${COST}: ${seconds} s`)
  const wrong = await check(storm)
  console.info(wrong.length === 0 ? '✓ All as expected' : `✗ ${wrong.join(', ')}`)
  if (wrong.length > 0) process.exitCode = 1
} finally {
  await proxy.stop()
  await Promise.all(apps.map((app) => app.kill()))
  await (await openEmbedded(folder)).stop()
  await removeFolder(folder)
}
