import { spawn } from 'node:child_process'
import { once } from 'node:events'
import packageJson from '@/package.json' with { type: 'json' }
import { send } from '../contract/support/send'
import { type App, environment, freePort } from '../support/app'
import { expect, test } from './support/foyer'

const [one, two, three] = ['1', '2', '3'].map((digit) => `*:*.${digit.repeat(32)}`) as [
  string,
  string,
  string,
]

/** The status that each of these tokens gets. */
async function statusesOf({ url }: App, ...secrets: string[]): Promise<number[]> {
  const ask = (authorization: string) =>
    send('GET', '/api/admin/user-admin', { base: url, as: { authorization } })
  return (await Promise.all(secrets.map(ask))).map(({ status }) => status)
}

const programs = {
  start: packageJson.scripts.start.split(' ').slice(1),
  'admin-tokens': ['scripts/run.mjs', 'admin-tokens'],
}

/** Runs a program to its end as npm does, on a data folder; it is killed after a minute. */
async function runProgram(
  program: keyof typeof programs,
  folder: string,
  env: Record<string, string>,
  ...words: string[]
) {
  const child = spawn(process.execPath, [...programs[program], ...words], {
    env: { ...environment(await freePort(), folder, env), NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
  })
  const output: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => output.push(text))
  }
  const [code] = await once(child, 'close')
  return { code, output: output.join('') }
}

// ATTACK 7
test('a changed INIT_ADMIN_API_TOKENS revokes the old token and adds the new ones; an empty one revokes all', async ({
  folder,
  foyer,
}) => {
  test.setTimeout(300_000)
  const first = await foyer({ INIT_ADMIN_API_TOKENS: one }, { folder })
  expect(await statusesOf(first, one, two)).toEqual([200, 401])
  await first.stop()
  const second = await foyer({ INIT_ADMIN_API_TOKENS: `${two},${three}` }, { folder })
  const reported = second.output()
  const statuses = await statusesOf(second, one, two, three)
  await second.stop()
  const last = await foyer({ INIT_ADMIN_API_TOKENS: '' }, { folder })
  const after = await statusesOf(last, one, two, three)
  await last.stop()
  expect(statuses).toEqual([401, 200, 200])
  expect(reported).toContain('Initial admin token 1 no longer works')
  expect(after).toEqual([401, 401, 401])
})

// ATTACK 7
test('npm run admin-tokens lists and revokes tokens while Foyer runs; a revoked token stays revoked after a restart', async ({
  folder,
  foyer,
}) => {
  test.setTimeout(300_000)
  const env = { INIT_ADMIN_API_TOKENS: `${one},${two}` }
  const app = await foyer(env, { folder })
  expect(await statusesOf(app, one, two)).toEqual([200, 200])
  const list = await runProgram('admin-tokens', folder, env)
  expect([list.code, list.output]).toEqual([
    0,
    expect.stringMatching(
      /1 +Initial admin token 1 +.+ UTC .+ UTC +active\n.+2 +Initial admin token 2/,
    ),
  ])
  const end = await runProgram(
    'admin-tokens',
    folder,
    env,
    'revoke',
    'Initial',
    'admin',
    'token',
    '1',
  )
  expect([end.code, end.output]).toEqual([0, expect.stringContaining('revoked')])
  expect(await statusesOf(app, one, two)).toEqual([401, 200])
  const again = await runProgram('admin-tokens', folder, env, 'revoke', '1')
  expect([again.code, again.output]).toEqual([1, expect.stringContaining('is already revoked')])
  await app.stop()
  const restarted = await foyer(env, { folder })
  const statuses = await statusesOf(restarted, one, two)
  const reported = restarted.output()
  await restarted.stop()
  expect(statuses).toEqual([401, 200])
  expect(reported).toContain('Initial admin token 1 is in INIT_ADMIN_API_TOKENS but was revoked')
  for (const secret of [one, two]) expect(reported + list.output).not.toContain(secret)
})

// ATTACK 16
test('a short token gets a warning on plain http, is refused on https, and is never printed', async ({
  folder,
  foyer,
}) => {
  test.setTimeout(180_000)
  const short = '*:*.only-sixteen-chr'
  const env = { INIT_ADMIN_API_TOKENS: short }
  const https = { ...env, PUBLIC_URL: 'https://join.example.org' }
  const refused = await runProgram('start', folder, https)
  expect([refused.code, refused.output]).toEqual([
    1,
    expect.stringMatching(/INIT_ADMIN_API_TOKENS needs at least 32 .*openssl rand/),
  ])
  const app = await foyer(env, { folder })
  const reported = app.output()
  const statuses = await statusesOf(app, short)
  await app.stop()
  expect(statuses).toEqual([200])
  expect(reported).toMatch(/INIT_ADMIN_API_TOKENS has a token with fewer than 32 .*openssl rand/)
  expect(reported + refused.output).not.toContain(short)
})
