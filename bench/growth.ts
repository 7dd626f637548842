import { closeDb } from '@/lib/server/db/db'
import { provideEnv } from '@/lib/server/runtime/env'
import { sql, withDatabase } from '@/lib/testing/sql'
import { migrate } from '@/prisma/migrate'
import { startTemporaryPostgres } from '@/server/postgres/temporary'
import { endpoints } from './endpoints'
import { type List, lists } from './looks'
import { tablesScanned } from './plans'
import { type Size, seed } from './seed'
import { median, type Row } from './support/table'

// How much longer each list and endpoint takes with 100,000 links, 1,000,000 people and 1,000,000 events
// than with few. Lists are held against 1,000 of each (2,000 people, so that every link has one, and the
// first 1,000 more), since a page has 50 rows: first page, filtered page, and the 1,000th page, by cursor
// (with 1,000 rows: the last full one). Endpoints against 10 links and 1,000 people. And whether any of
// them reads a big table from end to end.

const tiny: Size = { links: 10, people: 1_000, events: 1_000 }
const small: Size = { links: 1_000, people: 2_000, events: 1_000 }
const large: Size = { links: 100_000, people: 1_000_000, events: 1_000_000 }
const DEEP = 1_000
const ROUNDS = 30
const TURNS = 4
const MOST = 1.3
/** A page of the admin area reads several lists at once. */
const MOST_OF_A_PAGE = 2

/** The median of some rounds, in milliseconds, after some to warm up. */
async function timeOf(work: () => Promise<unknown>): Promise<number> {
  for (let round = 0; round < 10; round += 1) await work()
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  return median(times)
}

/** The cursor of the 1,000th page, or of the last full one where there are fewer. */
async function deepCursor({ walk }: List): Promise<never> {
  let [before, cursor] = [undefined as never, undefined as never]
  for (let page = 1; page < DEEP; page += 1) {
    const { nextCursor } = await walk(cursor)
    if (nextCursor === null) return before
    before = cursor
    cursor = nextCursor as never
  }
  return cursor
}

async function openDatabase(url: string): Promise<void> {
  await closeDb()
  provideEnv({
    DATABASE_URL: url,
    APP_SECRET: 'not-a-secret-but-long-enough-for-benches',
    BCRYPT_COST: '4',
    LOG_LEVEL: 'silent',
    PUBLIC_URL: 'https://foyer.test',
    SIGNUP_LIMIT_PER_MINUTE: '0',
    VALIDATE_LIMIT_PER_MINUTE: '0',
    WRITE_LIMIT_PER_MINUTE: '0',
  })
}

type Work = () => Promise<unknown>

/** The first page, or the deep one, of the database in use. */
async function workOf(each: List, deep: boolean): Promise<Work> {
  const cursor = deep ? await deepCursor(each) : (undefined as never)
  return () => each.walk(cursor)
}

type Figure = { name: string; few: number; many: number; scanned: string[] }

/**
 * One page of both databases, in turns, so that whatever else the machine does meets both; of several
 * turns the quickest, since noise only ever adds.
 */
async function figureOf(each: List, deep: boolean, urls: [string, string]): Promise<Figure> {
  const name = deep ? `${each.name}, page ${DEEP}` : each.name
  const works: Work[] = []
  for (const url of urls) {
    await openDatabase(url)
    works.push(await workOf(each, deep))
  }
  const times: number[][] = [[], []]
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const [at, url] of urls.entries()) {
      await openDatabase(url)
      times[at]?.push(await timeOf(works[at] ?? (() => Promise.resolve())))
    }
  }
  const [few = Number.NaN, many = Number.NaN] = times.map((all) => Math.min(...all))
  const large = works[1] ?? (() => Promise.resolve())
  return { name, few, many, scanned: await tablesScanned(urls[1], large) }
}

async function prepared(server: string, name: string, size: Size): Promise<string> {
  const start = performance.now()
  await sql(server, `CREATE DATABASE ${name}`)
  const url = withDatabase(server, name)
  await migrate(url)
  await seed(url, size)
  const seconds = ((performance.now() - start) / 1000).toFixed(0)
  console.error(`seeded ${JSON.stringify(size)} in ${seconds} s`)
  return url
}

function toRow({ name, few, many, scanned }: Figure): Row {
  const ratio = many / few
  const most = name.startsWith('page: ') ? MOST_OF_A_PAGE : MOST
  const scans = scanned.length === 0 ? '' : `, reads all of ${scanned.join(', ')}`
  return {
    what: name,
    figure: `${few.toFixed(1)} ms, ${many.toFixed(1)} ms: ${ratio.toFixed(2)}${scans}`,
    target: `≤ ${most}`,
    met: ratio <= most && scanned.length === 0,
  }
}

/** A missed target is measured once more: what it was twice, it is. */
async function rowOf(each: List, deep: boolean, urls: [string, string]): Promise<Row> {
  const first = toRow(await figureOf(each, deep, urls))
  const row = first.met ? first : toRow(await figureOf(each, deep, urls))
  console.error(`  ${row.what}: ${row.figure}`)
  return row
}

/** @param only a part of the names of those to measure */
export async function growth(only: string): Promise<Row[]> {
  const server = await startTemporaryPostgres()
  const rows: Row[] = []
  try {
    const fewest = await prepared(server.url, 'bench_tiny', tiny)
    const few = await prepared(server.url, 'bench_small', small)
    const many = await prepared(server.url, 'bench_large', large)
    for (const each of endpoints.filter(({ name }) => name.includes(only))) {
      rows.push(await rowOf(each, false, [fewest, many]))
    }
    // What the endpoints wrote waits in lists of the search indexes until a VACUUM, which PostgreSQL makes
    // by itself in time; searching those lists would be measured as growth.
    await sql(many, 'VACUUM')
    for (const each of lists.filter(({ name }) => name.includes(only))) {
      for (const deep of each.deep ? [false, true] : [false]) {
        rows.push(await rowOf(each, deep, [few, many]))
      }
    }
    await closeDb()
    return rows
  } finally {
    await server.stop()
  }
}
