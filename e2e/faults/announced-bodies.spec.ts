import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { send } from '../contract/support/send'
import type { App } from '../support/app'
import { expect, givenLink, test } from './support/foyer'

const announced = 10 * 1024 * 1024
const connections = 200
const part = Buffer.alloc(64 * 1024, 'x')

/** Resident memory of a process in MB: from Linux itself, elsewhere by `ps`. */
async function memoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => null)
  if (status !== null) return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)])
  return Number(stdout) / 1024
}

/** All of a body except 1,000 bytes, which are never sent. */
function* bodyOf(head: string) {
  const isChunked = head.includes('chunked')
  for (let left = announced - 1000; left > 0; left -= part.length) {
    const next = part.subarray(0, Math.min(part.length, left))
    if (isChunked) yield Buffer.from(`${next.length.toString(16)}\r\n`)
    yield next
    if (isChunked) yield Buffer.from('\r\n')
  }
}

/** Sends a request as fast as the server reads it, and stops in the middle. The server may hang up. */
function upload({ port }: App, head: string) {
  const socket = connect(port, '127.0.0.1').on('error', () => {})
  const upload = { isAnswered: false, end: () => socket.destroy() }
  const body = Readable.from(bodyOf(head))
  const stop = () => {
    upload.isAnswered = true
    body.destroy()
  }
  socket.once('data', stop).once('close', stop).write(head)
  body.pipe(socket, { end: false })
  return upload
}

/** Sends all these requests at once, and returns the most memory that the app used, in MB. */
async function uploadAll(app: App, heads: string[]): Promise<{ most: number; silent: string[] }> {
  const uploads = heads.map((head) => upload(app, head))
  const silent = () => heads.filter((_, at) => !uploads[at]?.isAnswered)
  const deadline = Date.now() + 60_000
  let most = 0
  do {
    await pause(50)
    most = Math.max(most, await memoryOf(app.pid))
  } while (silent().length > 0 && Date.now() < deadline)
  const left = silent()
  most = Math.max(most, await memoryOf(app.pid))
  for (const { end } of uploads) end()
  return { most, silent: left }
}

// ATTACK 6
test('two hundred connections that each announce 10 MB, to any path, use less than 60 MB and get a response', async ({
  foyer,
}) => {
  test.setTimeout(180_000)
  const app = await foyer()
  const token = await givenLink(app)
  const paths = [
    ...['/nothing', '/x/../login', '/login', '/_next/image', `/x/../invite/${token}`, '/icon.svg'],
    ...['/api/admin/invite-link/tokens', '/api/nothing', '/auth/simple/login', '/login/form'],
    ...[`/invite/${token}/signup`, `/invite/${token}/request`, '/admin/people/export'],
  ]
  const asked = [...paths.map((path) => `POST ${path}`), 'PUT /nothing', 'GET /api/nothing']
  const heads = asked.flatMap((what) =>
    [`Content-Length: ${announced}`, 'Transfer-Encoding: chunked'].map(
      (length) =>
        `${what} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${length}\r\n\r\n`,
    ),
  )
  // Everything once, so that whatever is loaded at its first use is loaded.
  await uploadAll(app, heads)
  for (const kind of ['Content-Length', 'chunked']) {
    const mine = heads.filter((head) => head.includes(kind))
    const all = Array.from({ length: connections }, (_, at) => mine[at % mine.length] ?? '')
    const before = await memoryOf(app.pid)
    const { most, silent } = await uploadAll(app, all)
    expect(most - before, kind).toBeLessThan(60)
    expect(silent, kind).toEqual([])
    expect((await send('GET', '/health', { base: app.url })).status).toBe(200)
  }
})
