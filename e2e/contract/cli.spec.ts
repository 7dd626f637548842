import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import type { SignupTokenResponse } from '@/lib/schemas/responses'
import { adminToken, freePort } from '../support/app'
import { foyerAt, runCli } from '../support/cli'
import { call } from './support/call'
import {
  givenLink,
  givenMember,
  givenPersonalToken,
  signupBody,
  unknownToken,
} from './support/given'
import { appUrl } from './support/send'

const foyer = (...args: string[]) => foyerAt(appUrl(), args)

test.describe('the command line', () => {
  test.setTimeout(120_000)

  test('creates a link, lists who joined through it and revokes it', async () => {
    const created = await foyer(
      ...['link', 'create', 'Rowing club', '--ends', '48h', '--places', '10', '--json'],
    )
    expect([created.code, created.err]).toEqual([0, ''])
    const link: SignupTokenResponse = JSON.parse(created.out)
    expect(link).toMatchObject({ name: 'Rowing club', maxUses: 10, state: 'open' })
    expect(Date.parse(link.expiresAt) - Date.now()).toBeGreaterThan(47.9 * 3600e3)

    const body = signupBody({ name: 'Grace Hopper' })
    await call('POST', `/invite/${link.secret}/signup`, { body })
    const people = await foyer('people', 'list', '--link', link.url)
    expect(people.out.split('\n')).toEqual([
      expect.stringMatching(/^ID +NAME +EMAIL +JOINED$/),
      expect.stringMatching(new RegExp(`^\\d+ +Grace Hopper +${body.email} +\\d{4}-.* UTC$`)),
      '',
    ])

    const revoked = await foyer('link', 'revoke', link.secret)
    expect([revoked.code, revoked.out]).toEqual([0, expect.stringMatching(/^State +revoked$/m)])
    const validate = await call('GET', `/invite/${link.secret}/validate`)
    expect(validate.json().name).toBe('InviteRevokedError')
  })

  test('runs in any folder, not only in the checkout', async () => {
    const env = { FOYER_URL: appUrl(), FOYER_TOKEN: adminToken }
    const { code, out, err } = await runCli(['whoami', '--json'], env, '', tmpdir())
    expect([code, err]).toEqual([0, ''])
    expect(JSON.parse(out)).toHaveProperty('permissions')
  })

  test('looks for mistakes on this machine', async () => {
    const DATA_DIR = await mkdtemp(join(tmpdir(), 'foyer-cli-'))
    const PORT = String(await freePort())
    const { code, out, err } = await runCli(['doctor'], { DATA_DIR, PORT })
    expect([code, err]).toEqual([0, ''])
    expect(out).toContain(`– There is no database in ${DATA_DIR} yet.`)
    const wrong = await runCli(['doctor'], { DATA_DIR, PORT, BCRYPT_COST: '4' })
    expect([wrong.code, wrong.err]).toEqual([1, '✗ 1 mistake.\n'])
    expect(await readdir(DATA_DIR)).toEqual([])
    await rm(DATA_DIR, { recursive: true })
  })

  test('shows, extends, pauses, resumes, rotates and changes a link', async () => {
    const { secret } = await givenLink()
    const json = async (...args: string[]): Promise<SignupTokenResponse> => {
      const { code, out, err } = await foyer(...args, '--json')
      expect([code, err]).toEqual([0, ''])
      return JSON.parse(out)
    }
    expect((await json('link', 'show', secret)).secret).toBe(secret)
    const end = new Date(Date.now() + 86_400_000).toISOString()
    expect((await json('link', 'extend', secret, end)).expiresAt).toBe(end)
    expect((await json('link', 'pause', secret)).state).toBe('paused')
    expect((await json('link', 'resume', secret)).state).toBe('open')
    const sets = ['--set', 'maxUses=3', '--set', 'show.title=Chess', '--set', 'rootRole=editor']
    expect(await json('link', 'update', secret, ...sets)).toMatchObject({
      maxUses: 3,
      show: { title: 'Chess' },
      role: { name: 'Editor' },
    })
    const rotated = await json('link', 'rotate', secret)
    expect(rotated.secret).not.toBe(secret)
    const { out } = await foyer('link', 'list', '--sort', 'newest', '--json')
    const { tokens }: { tokens: SignupTokenResponse[] } = JSON.parse(out)
    expect(tokens.map((link) => link.secret)).toContain(rotated.secret)
  })

  test('shows and changes people, by email address, username or id', async () => {
    const { user } = await givenMember()
    const { out: shown } = await foyer('people', 'show', user.email)
    expect(shown).toMatch(new RegExp(`^Id +${user.id}\nName +New Comer\nEmail +${user.email}\n`))
    const id = String(user.id)
    expect((await foyer('people', 'role', id, 'Editor')).out).toMatch(/^Role +Editor$/m)
    expect((await foyer('people', 'disable', id)).out).toMatch(/^State +disabled$/m)
    expect((await foyer('people', 'enable', user.email)).out).toMatch(/^State +enabled$/m)
    expect((await foyer('people', 'reset', id)).out).toMatch(/^Link +http.*\/reset\/\S+\nEnds +/)
    const nobody = await foyer('people', 'show', 'nobody@example.org')
    expect([nobody.code, nobody.err]).toEqual([
      1,
      '✗ There is nobody with the email address or username “nobody@example.org”.\n',
    ])
    const { out: list } = await foyer('people', 'list', '--search', user.email)
    expect(list).toContain(user.email)
    const { out: events } = await foyer('events', '--person', id, '--since', '1h')
    expect(events).toMatch(/^WHEN +EVENT +BY +LINK +PERSON\n/)
    expect(events).toContain('user-updated')
  })

  test('shows whose token it is, and never prints the token', async () => {
    const asVariable = await foyer('whoami')
    expect(asVariable.out).toBe('Name         an admin API token\nPermissions  ADMIN\n')
    const asOption = await runCli(['whoami', '--url', appUrl(), '--token', adminToken])
    const asInput = await runCli(
      ['whoami', '--url', `${appUrl()}/`, '--token-file', '-'],
      {},
      `${adminToken}\n`,
    )
    const file = test.info().outputPath('token')
    await writeFile(file, adminToken)
    const asFile = await runCli(['whoami', '--url', appUrl(), '--token-file', file])
    for (const { code, out } of [asOption, asInput, asFile]) {
      expect([code, out]).toEqual([0, asVariable.out])
    }
    const member = await givenMember('Admin')
    const { secret } = await givenPersonalToken(member)
    const personal = await runCli(['whoami'], { FOYER_URL: appUrl(), FOYER_TOKEN: secret })
    expect(personal.out).toMatch(new RegExp(`^Name .*\nEmail +${member.user.email}\nRole +Admin\n`))
    const broken = await runCli(['whoami'], { FOYER_TOKEN: `${adminToken}\n‽` })
    const misspelt = await runCli(['whoami', `--tokn=${adminToken}`])
    expect([broken.code, misspelt.code]).toEqual([2, 2])
    for (const { out, err } of [asVariable, asOption, asInput, asFile, broken, misspelt]) {
      expect(out + err).not.toContain(adminToken)
    }
  })

  test('says what Foyer refused, with the path of each problem, and exits with 1', async () => {
    const wrongToken = await runCli(['whoami'], { FOYER_URL: appUrl(), FOYER_TOKEN: 'wrong' })
    expect([wrongToken.code, wrongToken.err]).toEqual([
      1,
      '✗ This credential is unknown or no longer valid. (401 UnauthorizedError)\n',
    ])
    const badFields = await foyer('link', 'create', ' ', '--ends', '7d', '--set', 'maxUses=0')
    expect(badFields.code).toBe(1)
    expect(badFields.err).toMatch(
      /^✗ The request is not valid; see details. \(400 BadDataError\)\n {2}\/body\/name: .+\n {2}\/body\/maxUses: .+\n$/,
    )
    const missing = await foyer('link', 'show', unknownToken)
    expect([missing.code, missing.err]).toEqual([1, `✗ There is no link “${unknownToken}”.\n`])
  })

  test('says when Foyer cannot be reached or something else responds, and exits with 1', async () => {
    const nobody = `http://localhost:${await freePort()}`
    const away = await foyerAt(nobody, ['whoami'])
    expect([away.code, away.out, away.err]).toEqual([
      1,
      '',
      `✗ Foyer cannot be reached at ${nobody}: nothing listens there.\n  Is Foyer running, and is this its address? Set FOYER_URL or --url.\n`,
    ])
    const server = createServer((request, response) => {
      if (request.url?.startsWith('/moved'))
        response.writeHead(302, { location: 'https://x.test/' })
      response.end('<p>Something else')
    }).listen(await freePort())
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    const other = await foyerAt(`http://localhost:${port}`, ['whoami'])
    const moved = await foyerAt(`http://localhost:${port}/moved`, ['whoami'])
    server.close()
    expect([other.code, other.err]).toEqual([
      1,
      expect.stringContaining('something else than JSON'),
    ])
    expect([moved.code, moved.err]).toEqual([
      1,
      expect.stringContaining('leads to https://x.test/'),
    ])
  })

  test('explains wrong usage, exits with 2 and sends no request', async () => {
    let requests = 0
    const server = createServer((_, response) => {
      requests += 1
      response.end('{}')
    }).listen(await freePort())
    const address = server.address()
    const url = `http://localhost:${typeof address === 'object' ? address?.port : 0}`
    const wrong: [string[], string][] = [
      [[], 'Usage: foyer'],
      [['link'], 'Usage: foyer link'],
      [['lnk'], "unknown command 'lnk'"],
      [['link', 'show'], "missing required argument 'link'"],
      [['link', 'list', '--state', 'gone'], 'Allowed choices are open, scheduled'],
      [['link', 'list', '--limit', '0'], '--limit takes a whole number'],
      [['link', 'create', 'Rowing'], 'A link needs a name and an end'],
      [['link', 'create', 'Rowing', '--ends', 'soon'], '“soon” is no time'],
      [['link', 'create', 'Rowing', '--set', 'colour=red'], 'There is no field “colour”'],
      [['link', 'update', 'x'], 'Say what to change'],
      [['people', 'list', '--enabled', '--disabled'], 'Choose one of'],
      [['whoami', '--url', 'ftp://x'], '“ftp://x” is no address'],
      [['admin-tokens', 'remove', '1'], 'admin-tokens revoke'],
      [['completion', 'csh'], 'Allowed choices are bash, zsh, fish'],
    ]
    const runs = await Promise.all(wrong.map(async ([args]) => await foyerAt(url, args)))
    const help = await foyerAt(url, ['link', 'create', '--help'])
    const without = await runCli(['whoami', '--url', url])
    server.close()
    for (const [at, { code, out, err }] of runs.entries()) {
      const [args, message] = wrong[at] ?? [[], '']
      expect([code, out], args.join(' ')).toEqual([2, ''])
      expect(err, args.join(' ')).toContain(message)
    }
    expect([help.code, help.err]).toEqual([0, ''])
    expect(help.out).toContain('Examples:\n  $ foyer link create "Rowing club" --ends 7d')
    expect([without.code, without.err]).toEqual([2, expect.stringContaining('Set FOYER_TOKEN')])
    expect(requests).toBe(0)
  })
})
