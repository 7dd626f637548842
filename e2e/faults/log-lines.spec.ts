import { once } from 'node:events'
import { connect } from 'node:net'
import { send } from '../contract/support/send'
import type { App } from '../support/app'
import { expect, givenLink, test } from './support/foyer'

const forged = '%2Fx%0D%0A%7B%22level%22%3A50%2C%22msg%22%3A%22forged%20line%22%7D%1B%5B31m'

/** Starts to send a body, and disconnects in the middle of it. */
async function breakOff({ port }: App, path: string): Promise<void> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  await once(socket, 'connect')
  const head = `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n`
  socket.write(`${head}Content-Length: 5000\r\n\r\n{"a":`)
  // The responses to these later requests show that this one has arrived.
  await send('GET', '/ready', { base: `http://127.0.0.1:${port}` })
  await send('GET', '/login', { base: `http://127.0.0.1:${port}` })
  socket.resetAndDestroy()
}

// ATTACK 5, 6, 20, CHECKLIST 23, 64
test('whatever is sent, no forged line and no token gets into the log', async ({ foyer }) => {
  test.setTimeout(120_000)
  const app = await foyer({ LOG_LEVEL: 'info' })
  const { url: base } = app
  const token = await givenLink(app)
  const start = app.output().length
  for (const url of [forged, `/invite/${token}/validate`, `/invite/${token}`]) {
    await send('GET', `/_next/image?url=${url}&w=3840&q=75`, { base })
  }
  const asked = { base, headers: { rsc: '1' } }
  const first = await send('GET', `/invite/${token}`, asked)
  const path = first.headers.get('location') ?? ''
  for (const tree of ['x', '[]', '%']) {
    const headers = { ...asked.headers, 'next-router-state-tree': tree }
    await send('GET', path, { base, headers })
  }
  // Node hangs up on a client that keeps sending, which may see this before the response.
  const raw = Buffer.alloc(10 * 1024 * 1024 + 1)
  await send('POST', `/x/../invite/${token}`, { base, raw }).catch(() => null)
  const aborted = ['/nothing', `/x/../invite/${token}`, `/invite/${token}/signup`, '/login/form']
  for (const path of [...aborted, '/api/admin/invite-link/tokens', `/invite/${token}/request`]) {
    await breakOff(app, path)
  }
  await app.stop()
  const lines = app.output().slice(start).trim().split('\n')
  const said = lines.filter((line) => line !== '' && line !== 'Stopping')
  expect(said.map((line) => JSON.parse(line))).toEqual([])
  expect(app.output().slice(start)).not.toContain(token)
})
