import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, chmod, chown, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import pg from 'pg'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { adminLogin, socketPath, socketUrl } from './address'
import { openEmbedded } from './embedded'
import { findServer } from './find-server'

// Each test creates its own cluster, which takes seconds on an idle machine and far longer on a busy one.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

const isRoot = process.getuid?.() === 0
let temporary = ''
let dataDir = ''
let users: ChildProcess[] = []

beforeEach(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'foyer-embedded-'))
  // Others may pass through, as in a data folder that the app creates.
  await chmod(temporary, 0o711)
  dataDir = temporary
})

afterEach(async () => {
  for (const user of users) user.kill('SIGKILL')
  users = []
  await (await openEmbedded(dataDir)).stop()
  for (const note of ['postgres-location', 'postgres-socket']) {
    const elsewhere = await readFile(join(dataDir, note), 'utf8').catch(() => '')
    if (elsewhere) await rm(elsewhere.trim(), { recursive: true, force: true })
  }
  await rm(temporary, { recursive: true })
})

type User = { process: ChildProcess; url: string; lines: Interface }

async function startUser(): Promise<User> {
  const script = join(import.meta.dirname, 'open-embedded.fixture.mjs')
  const child = spawn(process.execPath, [script, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, LOG_LEVEL: 'warn' },
  })
  users.push(child)
  const lines = createInterface(child.stdout)
  const [url] = await once(lines, 'line')
  return { process: child, url: String(url), lines }
}

async function end({ process: child }: User, signal: NodeJS.Signals): Promise<void> {
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

const folder = () => join(dataDir, 'postgres')
const pidFile = () => join(folder(), 'postmaster.pid')
const postmaster = async () => Number((await readFile(pidFile(), 'utf8')).split('\n')[0])

test('two simultaneous starts on an empty folder share one server; the last to exit stops it', async () => {
  const [first, second] = await Promise.all([startUser(), startUser()])
  expect(first.url).toBe(second.url)
  await end(first, 'SIGTERM')
  expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }])
  await end(second, 'SIGTERM')
  expect(await findServer(folder())).toBeNull()
})

test('two processes that exit at once stop it too', async () => {
  const both = [await startUser(), await startUser()]
  await Promise.all(both.map((user) => end(user, 'SIGTERM')))
  expect(await findServer(folder())).toBeNull()
})

test('after SIGKILL of the app the server keeps running, and the next start attaches to it', async () => {
  const first = await startUser()
  await query(first.url, 'create table kept as select 7 as value')
  const pid = await postmaster()
  await end(first, 'SIGKILL')
  const second = await startUser()
  expect(await postmaster()).toBe(pid)
  expect(await query(second.url, 'select value from kept')).toEqual([{ value: 7 }])
  await end(second, 'SIGTERM')
})

test('after SIGKILL of everything the next start recovers', async () => {
  const first = await startUser()
  await query(first.url, 'create table kept as select 7 as value')
  const pid = await postmaster()
  await end(first, 'SIGKILL')
  process.kill(pid, 'SIGKILL')
  const second = await startUser()
  expect(await query(second.url, 'select value from kept')).toEqual([{ value: 7 }])
})

test('a server that dies while the app runs is restarted at the same address', async () => {
  const user = await startUser()
  const pid = await postmaster()
  process.kill(pid, 'SIGKILL')
  await vi.waitFor(async () => expect(await postmaster()).not.toBe(pid), 60_000)
  await vi.waitFor(() => query(user.url, 'select 1'), 60_000)
  await end(user, 'SIGTERM')
  expect(await findServer(folder())).toBeNull()
})

test('a pid file whose pid now belongs to another program does not block', async () => {
  await (await openEmbedded(dataDir)).stop()
  const { uid, gid } = await stat(folder())
  // Alive and of the same user: PostgreSQL itself would refuse to start.
  const stranger = spawn('sleep', ['60'], isRoot ? { uid, gid, cwd: '/' } : {})
  users.push(stranger)
  await once(stranger, 'spawn')
  await writeFile(pidFile(), `${stranger.pid}\n${folder()}\n0\n5432\n\n127.0.0.1\n`)
  await chown(pidFile(), uid, gid)
  const embedded = await openEmbedded(dataDir)
  expect(await query(embedded.url, 'select 1 as one')).toEqual([{ one: 1 }])
  await embedded.stop()
})

test('data of another major version is refused in one sentence and not touched', async () => {
  await (await openEmbedded(dataDir)).stop()
  const file = join(folder(), 'PG_VERSION')
  await writeFile(file, '17\n')
  await expect(openEmbedded(dataDir)).rejects.toThrow(
    /was created by PostgreSQL 17, but this Foyer runs 18/,
  )
  await writeFile(file, '18\n')
})

test('a server that does not start is retried at growing intervals until it does', async () => {
  const user = await startUser()
  const conf = join(folder(), 'postgresql.conf')
  const settings = await readFile(conf, 'utf8')
  await appendFile(conf, 'no_such_setting = 1\n')
  process.kill(await postmaster(), 'SIGKILL')
  const pauses: number[] = []
  for await (const line of user.lines) {
    const { milliseconds }: { milliseconds?: number } = JSON.parse(line)
    if (milliseconds) pauses.push(milliseconds)
    if (pauses.length === 6) break
  }
  expect(pauses).toEqual([100, 200, 400, 800, 1600, 3200])
  await writeFile(conf, settings)
  await vi.waitFor(() => query(user.url, 'select 1'), 60_000)
  await end(user, 'SIGTERM')
  expect(await findServer(folder())).toBeNull()
})

test('a process that exits while the server does not start exits at once', async () => {
  const user = await startUser()
  const conf = join(folder(), 'postgresql.conf')
  const settings = await readFile(conf, 'utf8')
  await appendFile(conf, 'no_such_setting = 1\n')
  process.kill(await postmaster(), 'SIGKILL')
  await once(user.lines, 'line')
  await end(user, 'SIGTERM')
  await writeFile(conf, settings)
})

test('only the owner can read secrets and open the socket', async () => {
  const embedded = await openEmbedded(dataDir)
  expect((await stat(join(dataDir, 'postgres-password'))).mode & 0o777).toBe(0o600)
  expect((await stat(folder())).mode & 0o777).toBe(0o700)
  expect((await stat(socketPath(folder()))).mode & 0o777).toBe(0o700)
  expect(await query(embedded.url, 'show listen_addresses')).toEqual([{ listen_addresses: '' }])
  await embedded.stop()
})

test('the role of the app owns its database and is not a superuser', async () => {
  const { url, stop } = await openEmbedded(dataDir)
  const owner = `select usesuper as super, pg_get_userbyid(datdba) = user as owner
    from pg_user, pg_database where usename = user and datname = current_database()`
  expect(await query(url, owner)).toEqual([{ super: false, owner: true }])
  await query(url, 'create extension pg_trgm')
  await expect(query(url, `select pg_read_file('postgresql.conf')`)).rejects.toThrow(/permission/)
  await expect(query(url, `copy (select 1) to program 'cat'`)).rejects.toThrow(/permission/)
  await stop()
})

test('what an older Foyer created as superuser belongs to the role of the app after the next start', async () => {
  const first = await openEmbedded(dataDir)
  const password = (await readFile(join(dataDir, 'postgres-password'), 'utf8')).trim()
  const older = `create table "Odd one" (id serial primary key, at int generated always as identity);
    create view seen as select 1 as one; create materialized view kept as select 1 as one;
    create type mood as enum ('good'); create type span as range (subtype = int);
    create sequence counted; create schema apart; create table apart.within (mood mood[]);
    create function one(int default 1) returns int language sql as 'select 1';
    create extension pg_trgm; alter database foyer owner to foyer`
  await query(socketUrl(folder(), adminLogin(password, 'foyer')), older)
  await first.stop()
  const { url, stop } = await openEmbedded(dataDir)
  await query(
    url,
    `drop table "Odd one", apart.within; drop view seen; drop materialized view kept; drop type mood;
     drop type span; drop sequence counted; drop schema apart; drop function one;
     create schema mine; create extension if not exists pg_trgm`,
  )
  await stop()
})

test('a folder that every user may write to is refused, because somebody could have placed secrets there', async () => {
  await chmod(dataDir, 0o777)
  await expect(openEmbedded(dataDir)).rejects.toThrow(/Every user on this machine can write to/)
  await chmod(dataDir, 0o711)
})

test('the name of a folder may contain quotes, blanks and commas', async () => {
  dataDir = join(temporary, `it's odd, is it`)
  const { url, stop } = await openEmbedded(dataDir)
  expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
  await stop()
})

test('a folder whose path is too long for a socket gets a short one for it, which others can never enter', async () => {
  dataDir = join(temporary, 'long'.repeat(25))
  const socketFolder = (url: string) => new URL(url).searchParams.get('host') ?? ''
  const first = await openEmbedded(dataDir)
  const short = socketFolder(first.url)
  expect((await stat(short)).mode & 0o777).toBe(0o700)
  await query(first.url, 'create table kept as select 7 as value')
  await first.stop()
  const second = await openEmbedded(dataDir)
  expect(second.url).toBe(first.url)
  await second.stop()
  await chmod(short, 0o755)
  const third = await openEmbedded(dataDir)
  expect(socketFolder(third.url)).not.toBe(short)
  expect(await query(third.url, 'select value from kept')).toEqual([{ value: 7 }])
  await third.stop()
  await rm(short, { recursive: true })
})

test('a server whose socket was removed is restarted by the next start', async () => {
  const first = await startUser()
  await query(first.url, 'create table kept as select 7 as value')
  await end(first, 'SIGKILL')
  await rm(socketPath(folder()))
  const second = await startUser()
  expect(await query(second.url, 'select value from kept')).toEqual([{ value: 7 }])
  await end(second, 'SIGTERM')
})

// Only root has this problem, so only root can test it.
if (isRoot) {
  test('root in a closed folder: the database is stored where its user can reach it', async () => {
    await chmod(dataDir, 0o700)
    const first = await openEmbedded(dataDir)
    expect(first.folder).toMatch(/^\/var\/lib\/foyer\/postgres-\w+\/postgres$/)
    await query(first.url, 'create table kept as select 7 as value')
    await first.stop()
    const second = await openEmbedded(dataDir)
    expect(second.folder).toBe(first.folder)
    expect(await query(second.url, 'select value from kept')).toEqual([{ value: 7 }])
    await second.stop()
    const location = (await readFile(join(dataDir, 'postgres-location'), 'utf8')).trim()
    await chmod(location, 0o777)
    await expect(openEmbedded(dataDir)).rejects.toThrow(/belongs to another user/)
    await rm(location, { recursive: true })
    await rm(join(dataDir, 'postgres-location'))
    await chmod(dataDir, 0o711)
  })
}
