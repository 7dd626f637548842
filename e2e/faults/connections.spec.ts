import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { socketPath } from '@/server/postgres/address'
import { signupBody } from '../contract/support/given'
import { send } from '../contract/support/send'
import { firstAdmin } from '../support/app'
import { expect, givenLink, test } from './support/foyer'
import { signUp } from './support/load'

const watcher = pathToFileURL(join(import.meta.dirname, 'support', 'note-connections.mjs'))
const form = { 'content-type': 'application/x-www-form-urlencoded' }

test('from start to stop Foyer connects to nothing but its database, through a socket in the file system', async ({
  folder,
  foyer,
}) => {
  test.setTimeout(120_000)
  const file = join(folder, 'connections')
  const NODE_OPTIONS = `--import=${watcher.href}`
  const app = await foyer({ NODE_OPTIONS, NOTE_CONNECTIONS: file }, { folder })
  const base = app.url
  const token = await givenLink(app)
  expect(await signUp(base, token, signupBody())).toBe('201')
  const raw = new URLSearchParams(signupBody()).toString()
  const posted = await send('POST', `/invite/${token}/signup`, { base, raw, headers: form })
  expect(posted.headers.get('location')).toBe('/welcome')
  const body = { username: firstAdmin.email, password: firstAdmin.password }
  const signedIn = await send('POST', '/auth/simple/login', { base, body })
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  for (const path of ['/', '/login', `/invite/${token}`, '/invite/x', '/openapi.json']) {
    expect((await send('GET', path, { base })).status).toBeLessThan(500)
  }
  for (const path of ['/welcome', '/account', '/admin']) {
    expect((await send('GET', path, { base, as: { cookie } })).status).toBe(200)
  }
  await app.stop()
  const addresses = new Set((await readFile(file, 'utf8')).trim().split('\n'))
  expect([...addresses]).toEqual([socketPath(join(folder, 'postgres'))])
})
