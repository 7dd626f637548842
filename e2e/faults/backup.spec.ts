import { execFile } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { sql, withDatabase } from '@/lib/testing/sql'
import { inSeconds, password, signupBody, tokens } from '../contract/support/given'
import { send } from '../contract/support/send'
import { type App, adminToken, createFolder, environment, removeFolder } from '../support/app'
import { expect, givenLink, test } from './support/foyer'

const passphrase = 'obviously fake passphrase'
const as = { authorization: adminToken }

/** Runs `npm run <command>` in the environment of an app. */
async function run(
  command: string,
  args: string[],
  folder: string,
  env: Record<string, string>,
): Promise<string> {
  const settings = environment(3000, folder, { BACKUP_PASSPHRASE: passphrase, ...env })
  const options = { env: { ...settings, NODE_ENV: 'production' as const } }
  const program = ['scripts/run.mjs', command, ...args]
  return (await promisify(execFile)(process.execPath, program, options)).stdout
}

type Before = { email: string; cookie: string; token: string; reset: string; secret: string }

/** A person with each way in, who joined through a link. */
async function givenPerson(app: App): Promise<Before> {
  const base = app.url
  const secret = await givenLink(app)
  const { email } = signupBody()
  const body = signupBody({ email })
  const joined = await send('POST', `/invite/${secret}/signup`, { base, body })
  const cookie = (joined.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const { id }: { id: number } = JSON.parse(joined.text)
  const apiToken = await send('POST', '/api/admin/user/tokens', {
    ...{ base, as: { cookie }, body: { description: 'Backup', expiresAt: inSeconds(3600) } },
  })
  const created = await send('POST', `/api/admin/user-admin/${id}/password-reset`, { base, as })
  const { url }: { url: string } = JSON.parse(created.text)
  const token = /user:[0-9a-f]{56}/.exec(apiToken.text)?.[0] ?? ''
  expect([joined.status, apiToken.status, created.status]).toEqual([201, 201, 201])
  return { email, cookie, token, reset: new URL(url).pathname, secret }
}

const statusOf = async ({ url: base }: App, path: string, credential = {}) =>
  (await send('GET', path, { base, as: credential })).status

/** Everything that was revoked, or is older than the restore, is dead; what was renewed works. */
async function expectRenewed(app: App, before: Before, rotated: string, output: string) {
  const renewed = /old {2}\S+\/invite\/(\S+)\n +new {2}\S+\/invite\/(\S+)/.exec(output) ?? []
  const [, old = '', fresh = ''] = renewed
  expect(old).toBe(before.secret)
  expect(await statusOf(app, `/invite/${fresh}/validate`)).toBe(200)
  for (const secret of [before.secret, rotated]) {
    expect(await statusOf(app, `/invite/${secret}/validate`)).toBe(400)
  }
  const me = '/api/admin/user'
  expect(await statusOf(app, me, { cookie: before.cookie })).toBe(401)
  expect(await statusOf(app, me, { authorization: before.token })).toBe(401)
  expect(await statusOf(app, before.reset)).toBe(404)
  const body = { username: before.email, password }
  const signedIn = await send('POST', '/auth/simple/login', { base: app.url, body })
  expect(signedIn.status).toBe(200)
  const joined = await send('POST', `/invite/${fresh}/signup`, {
    ...{ base: app.url, body: signupBody() },
  })
  expect(joined.status).toBe(201)
}

async function rotate({ url: base }: App, secret: string): Promise<string> {
  const { text } = await send('POST', `${tokens}/${secret}/rotate`, { base, as, body: {} })
  return JSON.parse(text).secret
}

test('a backup of the built-in database, restored into an empty folder, brings back people and links, and nothing that was revoked', async ({
  folder,
  foyer,
  undo,
}) => {
  test.setTimeout(240_000)
  const app = await foyer({}, { folder })
  const before = await givenPerson(app)
  const file = join(folder, 'backup.ndjson.gz')
  expect(await run('backup', [file], folder, {})).toContain('under your BACKUP_PASSPHRASE')
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  const rotated = await rotate(app, before.secret)
  await app.stop()
  expect(await run('backup-verify', [file], folder, {})).toMatch(
    /User +2\n[\s\S]*✓ \d+ rows can be restored\n✓ APP_SECRET is in it/,
  )

  const empty = await createFolder()
  undo(() => removeFolder(empty))
  const output = await run('restore', [file], empty, {})
  expect(await readFile(join(empty, 'app-secret'), 'utf8')).toBe(
    await readFile(join(folder, 'app-secret'), 'utf8'),
  )
  const again = await foyer({}, { folder: empty })
  await expectRenewed(again, before, rotated, output)
  await again.stop()
})

test('a backup of the operator’s own database is restored into another one, with the same secret', async ({
  foyer,
  folder,
  givenPostgres,
}) => {
  test.setTimeout(240_000)
  const postgres = await givenPostgres()
  const env = async (name: string) => {
    await sql(postgres.url, `CREATE DATABASE ${name}`)
    const APP_SECRET = 'obviously-fake-but-long-enough-secret'
    return { DATABASE_URL: withDatabase(postgres.url, name), APP_SECRET }
  }
  const old = await env('old')
  const app = await foyer(old)
  const before = await givenPerson(app)
  const backups = join(folder, 'backups')
  const said = await run('backup', ['--into', backups, '--keep', '2'], folder, {
    ...old,
    BACKUP_PASSPHRASE: '',
  })
  expect(said).toContain('does NOT contain APP_SECRET')
  const file = /to (\S+\.gz)/.exec(said)?.[1] ?? ''
  const rotated = await rotate(app, before.secret)
  await app.stop()

  const fresh = await env('fresh')
  const output = await run('restore', [file], folder, fresh)
  const again = await foyer(fresh)
  await expectRenewed(again, before, rotated, output)
})
