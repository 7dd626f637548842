import { cpus, totalmem } from 'node:os'
import { closeDb } from '@/lib/server/db'
import { provideEnv } from '@/lib/server/env'
import { sql, withDatabase } from '@/lib/testing/sql'
import { migrate } from '@/prisma/migrate'
import { startTemporaryPostgres } from '@/scripts/postgres/temporary'
import { type List, lists } from './looks'
import { tablesScanned } from './plans'
import { type Size, seed } from './seed'

// How much longer each list takes with 100,000 links, 1,000,000 people and 1,000,000 events than with
// 1,000 (of people 2,000, so that every link has one, and the first 1,000 more): first page, filtered
// page, and the 1,000th page, by cursor (with 1,000 rows: the last full one). And whether any of them reads a big table from end to end. Run: npm run bench:lists

const small: Size = { links: 1_000, people: 2_000, events: 1_000 }
const large: Size = { links: 100_000, people: 1_000_000, events: 1_000_000 }
const DEEP = 1_000
const ROUNDS = 30
const TURNS = 4
const MOST = 1.5

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

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

async function useDatabase(url: string): Promise<void> {
  await closeDb()
  provideEnv({ DATABASE_URL: url, APP_SECRET: 'not-a-secret-but-long-enough-for-benches' })
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
    await useDatabase(url)
    works.push(await workOf(each, deep))
  }
  const times: number[][] = [[], []]
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const [at, url] of urls.entries()) {
      await useDatabase(url)
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
  console.info(`seeded ${JSON.stringify(size)} in ${seconds} s`)
  return url
}

function report({ name, few, many, scanned }: Figure): boolean {
  const ratio = many / few
  const shown = [`${few.toFixed(1)} ms`, `${many.toFixed(1)} ms`, ratio.toFixed(2)]
  console.info(`| ${[name, ...shown, scanned.join(', ') || 'none'].join(' | ')} |`)
  return ratio <= MOST && scanned.length === 0
}

const server = await startTemporaryPostgres()
try {
  const memory = (totalmem() / 2 ** 30).toFixed(0)
  console.info(`${cpus().length} cores, ${memory} GB, Node ${process.version}`)
  const few = await prepared(server.url, 'bench_small', small)
  const many = await prepared(server.url, 'bench_large', large)
  console.info('| list | 1,000 rows | at scale | ratio | sequential scans |')
  console.info('| --- | --- | --- | --- | --- |')
  const only = process.argv[2] ?? ''
  for (const each of lists.filter(({ name }) => name.includes(only))) {
    for (const deep of each.deep ? [false, true] : [false]) {
      if (!report(await figureOf(each, deep, [few, many]))) process.exitCode = 1
    }
  }
  await closeDb()
} finally {
  await server.stop()
}
