import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { sql } from '@/lib/testing/sql'
import { signupBody } from '../contract/support/given'
import { send } from '../contract/support/send'
import { databaseUrl, expectWhole, killPostgres } from './support/database'
import { expect, givenLink, test } from './support/foyer'
import { signUp } from './support/load'

const isRoot = process.getuid?.() === 0
/** A user of this machine who is neither root nor the one that PostgreSQL runs as. */
const STRANGER = 65533

/** What PostgreSQL wrote about itself: its process, its port, and where it listens. */
async function postmaster(folder: string) {
  const text = await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8')
  const [pid, , , port, socketFolder, address] = text.split('\n')
  return { pid: Number(pid), port: Number(port), socketFolder: socketFolder ?? '', address }
}

/**
 * Tries, as the stranger, to connect to the server and to read each file.
 * @returns the result of each: an error's code, or a success that should not be
 */
async function tryAsStranger(places: object, files: string[]): Promise<string[]> {
  const script = `
    const { connect } = require('node:net')
    const { accessSync, constants } = require('node:fs')
    const [uid, places, files] = JSON.parse(process.argv[1])
    process.setgroups([])
    process.setgid(uid)
    process.setuid(uid)
    const reach = (place) => new Promise((resolve) => {
      const socket = connect(place, () => resolve('connected'))
      socket.on('error', ({ code }) => resolve(code))
    })
    const read = (file) => {
      try { accessSync(file, constants.R_OK); return 'read ' + file } catch ({ code }) { return code }
    }
    Promise.all(places.map(reach)).then((codes) => {
      console.log(JSON.stringify([...codes, ...files.map(read)]))
      process.exit()
    })`
  const args = ['-e', script, JSON.stringify([STRANGER, places, files])]
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: '/' })
  return JSON.parse(stdout)
}

/** The files of a data folder with a secret in them, and those of PostgreSQL. */
async function filesOf(folder: string): Promise<string[]> {
  const postgres = join(folder, 'postgres')
  const inside = (await readdir(postgres)).map((name) => join(postgres, name))
  return [join(folder, 'app-secret'), join(folder, 'postgres-password'), postgres, ...inside]
}

// ATTACK 9
test('another user of the machine finds no port of the built-in PostgreSQL, cannot open its socket, and reads no secret', async ({
  folder,
  foyer,
}) => {
  test.setTimeout(120_000)
  await foyer({}, { folder })
  const url = await databaseUrl(folder)
  const { port, socketFolder, address } = await postmaster(folder)
  expect(await sql(url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '' }])
  expect(address).toBe('')
  expect((await stat(socketFolder)).mode & 0o777).toBe(0o700)
  const socket = join(socketFolder, `.s.PGSQL.${port}`)
  expect((await stat(socket)).mode & 0o077).toBe(0)

  const secrets = [new URL(url).password]
  for (const name of ['app-secret', 'postgres-password']) {
    const file = join(folder, name)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    secrets.push((await readFile(file, 'utf8')).trim())
  }
  const { stdout: commands } = await promisify(execFile)('ps', ['-A', '-ww', '-o', 'args='])
  expect(commands).toContain(join(folder, 'postgres'))
  for (const secret of secrets) expect(commands).not.toContain(secret)

  if (isRoot) {
    const files = await filesOf(folder)
    const came = await tryAsStranger([{ path: socket }, { port, host: '127.0.0.1' }], files)
    expect(came).toEqual(['EACCES', 'ECONNREFUSED', ...files.map(() => 'EACCES')])
  }
})

/** Listens on a port of this machine as soon as it is free; false where this user may not. */
async function takePort(port: number, undo: (work: () => Promise<void>) => void): Promise<boolean> {
  for (;;) {
    const server = createServer((socket) => socket.destroy()).listen(port, '127.0.0.1')
    const error = await once(server, 'listening').then(
      () => null,
      (reason: NodeJS.ErrnoException) => reason,
    )
    if (error === null) {
      undo(async () => void server.close())
      return true
    }
    if (error.code !== 'EADDRINUSE') return false
  }
}

/** Waits for another server than that one, and returns its process. */
async function nextAfter(last: number, folder: string): Promise<number> {
  let pid = last
  const isBack = async () => {
    pid = (await postmaster(folder).catch(() => ({ pid: last }))).pid
    return pid > 0 && pid !== last
  }
  await expect.poll(isBack, { timeout: 60_000, intervals: [20] }).toBe(true)
  return pid
}

// ATTACK 9
test('a built-in PostgreSQL that is killed repeatedly while its port is taken restarts, and people can sign up', async ({
  folder,
  foyer,
  undo,
}) => {
  test.setTimeout(180_000)
  const app = await foyer({}, { folder })
  const token = await givenLink(app)
  let { pid, port } = await postmaster(folder)
  await killPostgres(folder)
  await takePort(port, undo)
  for (let kill = 1; kill <= 2; kill += 1) {
    pid = await nextAfter(pid, folder)
    process.kill(pid, 'SIGKILL')
  }
  await nextAfter(pid, folder)
  const ready = async () => (await send('GET', '/ready', { base: app.url })).status
  await expect.poll(ready, { timeout: 60_000 }).toBe(200)
  expect(await signUp(app.url, token, signupBody())).toBe('201')
  await expectWhole(await databaseUrl(folder))
})

// ATTACK 24
test('Foyer warns when it is started as root, and only then', async ({ foyer }) => {
  test.setTimeout(120_000)
  const app = await foyer()
  const advice = /^ {2}Foyer is running as root.+Run it as a dedicated user .+\.$/m
  expect(advice.test(app.output())).toBe(isRoot)
})
