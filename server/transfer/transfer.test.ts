import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { gunzipSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTemporaryPostgres, type TemporaryPostgres } from '@/server/postgres/temporary'
import { exportData } from './export-data'
import { importData } from './import-data'

// Data moves between major versions of PostgreSQL through a file, without loss.

let servers: Record<15 | 18, TemporaryPostgres>
let folder = ''
let serial = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-transfer-'))
  const [old, current] = await Promise.all([
    startTemporaryPostgres({ version: 15 }),
    startTemporaryPostgres({ version: 18 }),
  ])
  servers = { 15: old, 18: current }
  await Promise.all([createTemplate(old.url), createTemplate(current.url)])
})

afterAll(async () => {
  await Promise.all(Object.values(servers).map((server) => server.stop()))
  await rm(folder, { recursive: true })
})

async function query(url: string, sql: string, values: unknown[] = []): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql, values)).rows
  } finally {
    await client.end()
  }
}

const databaseAt = (server: string, name: string) => {
  const url = new URL(server)
  url.pathname = name
  return url.href
}

/**
 * A database with today's tables and one more that no migration knows. Each migration runs in a separate
 * process, because the engine accepts only one database per process.
 */
async function createTemplate(server: string): Promise<void> {
  await query(server, 'create database template')
  const url = databaseAt(server, 'template')
  const script = `import { migrate } from '@/prisma/migrate'; void migrate(process.argv[1]).then(() => process.exit())`
  const file = join(import.meta.dirname, '../../node_modules/tsx/dist/cli.mjs')
  await promisify(execFile)(process.execPath, [file, '-e', script, url])
  await query(
    url,
    `create table "Odd ""name" (
       id int generated always as identity primary key,
       parent int references "Odd ""name",
       big numeric, bytes bytea, text text, json jsonb, list text[], at timestamptz(6),
       twice numeric generated always as (big * 2) stored)`,
  )
}

async function newDatabase(version: 15 | 18): Promise<string> {
  serial += 1
  const name = `transfer_${serial}`
  await query(servers[version].url, `create database ${name} template template`)
  return databaseAt(servers[version].url, name)
}

const nextFile = () => {
  serial += 1
  return join(folder, `${serial}.ndjson.gz`)
}

const oddText = 'line\nfeed\u2028"quote\\ ٣ 😀 \u0001'

async function fill(url: string): Promise<void> {
  await query(
    url,
    `insert into "User" (email, name, "passwordHash", "roleId", "createdAt")
     select 'u' || n || '@example.org', $1 || n, 'hash', 3, now() from generate_series(1, 1234) n`,
    [oddText],
  )
  // The first row references the last one, so no order of rows would work.
  await query(
    url,
    `insert into "Odd ""name" (parent, big, bytes, text, json, list, at)
     select 1202 - n, 12345678901234567890.123456789 + n, '\\x00ff0a', $1,
       jsonb_build_object('k', $1::text, 'n', 9007199254740993), array[$1, null, ''], clock_timestamp()
     from generate_series(1, 1201) n`,
    [oddText],
  )
  await query(url, `delete from "User" where id = 1234`)
}

/** All rows as PostgreSQL text, and the positions of the sequences. */
async function contents(url: string): Promise<unknown[]> {
  return [
    await query(url, `select to_jsonb(u)::text from "User" u order by id`),
    await query(url, `select to_jsonb(o)::text from "Odd ""name" o order by id`),
    await query(url, `select to_jsonb(r)::text from "Role" r order by id`),
    await query(url, `select nextval('"User_id_seq"'), nextval('"Event_id_seq"')`),
    await query(
      url,
      `select conname, condeferrable, convalidated from pg_constraint
      where connamespace = 'public'::regnamespace order by conname`,
    ),
  ]
}

test('18 to 15 and back keeps every row, every type, the sequences and the constraints', async () => {
  const [first, second, third] = [
    await newDatabase(18),
    await newDatabase(15),
    await newDatabase(18),
  ]
  await fill(first)
  const [down, up] = [nextFile(), nextFile()]
  const rows = await exportData(first, down)
  expect(rows).toBe(1233 + 1201 + 3)
  expect(await importData(second, down)).toBe(rows)
  expect(await exportData(second, up)).toBe(rows)
  expect(await importData(third, up)).toBe(rows)
  const [original, moved, back] = await Promise.all([first, second, third].map(contents))
  // PostgreSQL 18 lists NOT NULL among the constraints; compare like with like.
  expect(back).toEqual(original)
  expect(moved?.slice(0, 4)).toEqual(original?.slice(0, 4))
})

test('the file is readable only by its owner, contains no secret, and is never overwritten', async () => {
  const url = await newDatabase(18)
  const file = nextFile()
  await exportData(url, file)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  await expect(exportData(url, file)).rejects.toThrow(/already exists/)
})

test('of two simultaneous exports to one name, one succeeds and the other reports it', async () => {
  const url = await newDatabase(18)
  const file = nextFile()
  const outcomes = await Promise.allSettled([exportData(url, file), exportData(url, file)])
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  await symlink(`${file}.nowhere`, `${file}.link`)
  await expect(exportData(url, `${file}.link`)).rejects.toThrow(/already exists/)
  const left = (await readdir(folder)).filter((name) => name.startsWith(basename(file)))
  expect(left.sort()).toEqual([basename(file), `${basename(file)}.link`])
})

test('an export that fails leaves no file', async () => {
  const url = await newDatabase(18)
  const file = nextFile()
  await query(url, `create role reader login password 'reader'`)
  await query(url, `grant select on "_prisma_migrations", "ApiToken" to reader`)
  const reader = new URL(url)
  reader.username = 'reader'
  reader.password = 'reader'
  await expect(exportData(reader.href, file)).rejects.toThrow(/permission denied/)
  const left = (await readdir(folder)).filter((name) => name.startsWith(basename(file)))
  expect(left).toEqual([])
})

test('import works only into a database without users', async () => {
  const url = await newDatabase(18)
  const file = nextFile()
  await fill(url)
  await exportData(url, file)
  await expect(importData(url, file)).rejects.toThrow(/already has users/)
})

test('import works only at the same migration', async () => {
  const [from, to] = [await newDatabase(18), await newDatabase(18)]
  const file = nextFile()
  await exportData(from, file)
  await query(to, `update _prisma_migrations set migration_name = '20990101000000_later'`)
  await expect(importData(to, file)).rejects.toThrow(/this one is at 20990101000000_later/)
})

test('a truncated, invalid or missing file: one sentence, and nothing is imported', async () => {
  const [from, to] = [await newDatabase(18), await newDatabase(18)]
  const file = nextFile()
  await fill(from)
  await exportData(from, file)
  const before = await contents(to)
  const whole = await readFile(file)
  await writeFile(file, whole.subarray(0, whole.length - 200))
  await expect(importData(to, file)).rejects.toThrow(/is damaged, incomplete/)
  await writeFile(file, 'no gzip')
  await expect(importData(to, file)).rejects.toThrow(/is damaged, incomplete/)
  await expect(importData(to, `${file}.none`)).rejects.toThrow(/File not found/)
  expect((await contents(to)).slice(0, 3)).toEqual(before.slice(0, 3))
})

test('rows of a table that is not the app’s are refused: a catalogue of PostgreSQL, the record of migrations', async () => {
  const [from, to] = [await newDatabase(18), await newDatabase(18)]
  const file = nextFile()
  await exportData(from, file)
  const lines = gunzipSync(await readFile(file))
    .toString('utf8')
    .trimEnd()
    .split('\n')
  const end = JSON.parse(lines.at(-1) ?? '')
  const rows = {
    pg_event_trigger: { oid: 99_999, evtname: 'planted', evtevent: 'ddl_command_start' },
    _prisma_migrations: { id: 'x', checksum: 'x', migration_name: '29990101000000_planted' },
  }
  for (const [table, row] of Object.entries(rows)) {
    const planted = [...lines.slice(0, -1), JSON.stringify([table, row])]
    const text = [...planted, JSON.stringify({ ...end, rows: end.rows + 1 })].join('\n')
    await writeFile(file, gzipSync(`${text}\n`))
    await expect(importData(to, file)).rejects.toThrow(/is damaged, incomplete/)
  }
  expect(await query(to, 'select from pg_event_trigger')).toEqual([])
})
