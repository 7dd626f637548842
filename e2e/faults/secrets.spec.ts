import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright/test'
import { admin, inSeconds } from '../contract/support/given'
import { send } from '../contract/support/send'
import type { App } from '../support/app'
import { chromiumOptions } from '../support/chromium'
import { expect, givenLink, test } from './support/foyer'
import { exportOf, leaksIn, listen, type Output, type Secret, textsIn } from './support/secrets'

const marker = () => `marker-${randomBytes(9).toString('hex')}`

/** Everything that a person and an administrator do, with errors on the way. */
async function journey(page: Page, app: App, token: string, password: string, wrong: string) {
  await page.goto(`${app.url}/invite/${token}`)
  await page.getByLabel('Name', { exact: true }).fill('Mark Er')
  await page.getByLabel('Email address').fill('nowhere')
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: /^Join/ }).click()
  await page.getByLabel('Email address').fill('mark@example.org')
  await page.getByRole('button', { name: /^Join/ }).click()
  await page.waitForURL('**/welcome')
  await page.goto(`${app.url}/account`)
  await page.getByRole('button', { name: 'Sign out' }).first().click()
  await page.waitForURL('**/login**')
  for (const secret of [wrong, password]) {
    await page.getByLabel('Email address or username').fill('mark@example.org')
    await page.getByLabel('Password', { exact: true }).fill(secret)
    const answered = page.waitForResponse('**/auth/simple/login')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await answered
  }
  await expect(page).not.toHaveURL(/login/)
  const id = Buffer.from(token, 'base64url').subarray(0, 8).toString('hex')
  const pages = ['/admin', `/admin/links/${id}`, `/admin/links/${id}/rollback`, '/admin/people']
  for (const path of [...pages, '/admin/events', '/admin/settings', '/account/tokens']) {
    await page.goto(app.url + path, { waitUntil: 'networkidle' })
  }
}

async function responsesOf(app: App, as: { cookie: string }, token: string, password: string) {
  const json = { 'content-type': 'application/json' }
  const asked: [string, string, object?][] = [
    ['GET', '/api/admin/events'],
    ['GET', `/api/admin/events?token=${token}`],
    ['GET', `/admin/events/download?format=csv&token=${token}`],
    ['GET', `/admin/events/download?format=json&token=${token}`],
    ['GET', '/admin/people/export'],
    ['GET', '/account/export'],
    ['GET', '/api/admin/user'],
    ['GET', '/api/admin/user/tokens'],
    ['GET', '/api/admin/user-admin'],
    ['GET', `/api/admin/nothing/${token}`],
    ['GET', `/invite/${token}/validate`],
    ['GET', `/invite/${token}/calendar`],
    ['GET', `/invite/${token}%zz`],
    ['POST', `/invite/${token}/signup`, { raw: `{"password":"${password}"`, headers: json }],
    ['POST', `/invite/${token}/signup`, { body: { password, more: token } }],
    ['POST', `/invite/${token}/signup`, { raw: password, headers: { 'content-type': password } }],
    ['POST', '/auth/simple/login', { body: { username: token, password } }],
    ['PATCH', `/invite/${token}/signup`],
    ['TRACE', `/invite/${token}`, { headers: { authorization: password } }],
  ]
  const outputs: Output[] = []
  for (const [method, path, options] of asked) {
    const { text, headers } = await send(method, path, { base: app.url, as, ...options })
    const from = `${method} ${path.replaceAll(token, ':token')}`
    outputs.push({ from, text }, { from: `head of ${from}`, text: JSON.stringify([...headers]) })
  }
  return outputs
}

// CHECKLIST 18, 23, 25, 42, 47
test('no secret appears where it is not needed, and nothing in a backup works as a credential', async ({
  foyer,
  undo,
}) => {
  test.setTimeout(180_000)
  const app = await foyer({ LOG_LEVEL: 'debug' })
  const browser = await chromium.launch(chromiumOptions())
  undo(() => browser.close())
  const token = await givenLink(app, { rootRole: 'Admin' })
  const [password, wrong] = [marker(), marker()]
  const context = await browser.newContext()
  const heard = listen(context, app.url)
  const page = await context.newPage()
  await journey(page, app, token, password, wrong)
  const session = (await context.cookies()).find(({ name }) => name === 'foyer')?.value ?? ''
  expect(session).not.toBe('')
  const as = { cookie: `foyer=${session}` }
  const created = await send('POST', '/api/admin/user/tokens', {
    base: app.url,
    as,
    body: { description: 'Marked', expiresAt: inSeconds(3600) },
  })
  const { secret: personal }: { secret: string } = JSON.parse(created.text)
  const response = await send('POST', '/api/admin/user-admin/2/password-reset', {
    base: app.url,
    as: admin,
  })
  const { url: reset }: { url: string } = JSON.parse(response.text)
  const rotated = await givenLink(app)
  await send('POST', `/api/admin/invite-link/tokens/${rotated}/rotate`, {
    base: app.url,
    as: admin,
  })

  const never = /^$/
  const secrets: Secret[] = [
    { name: 'the password', value: password, allowed: never },
    { name: 'a wrong password', value: wrong, allowed: never },
    {
      name: 'the token',
      value: token,
      // The pages of the link itself, and those that show links to administrators.
      allowed: /^(head of )?(GET|POST) (\/invite\/|\/admin(\?|$)|\/admin\/links\/)/,
    },
    { name: 'the rotated token', value: rotated, allowed: never },
    {
      name: 'the session',
      value: session.split('.')[1] ?? '',
      allowed: /^head of POST \/auth\/simple\/login/,
    },
    { name: 'the API token', value: personal, allowed: never },
    { name: 'the reset', value: reset.split('/').at(-1) ?? '', allowed: never },
    {
      name: 'APP_SECRET',
      value: (await readFile(join(app.folder, 'app-secret'), 'utf8')).trim(),
      allowed: never,
    },
  ]
  const stored = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, history.state]),
  )
  const exported = await exportOf(app)
  const outputs = [
    ...(await heard()),
    ...(await responsesOf(app, as, token, password)),
    ...exported,
    { from: 'browser storage', text: stored },
    { from: 'log', text: app.output() },
  ]
  expect(outputs.length).toBeGreaterThan(60)
  expect(leaksIn(outputs, secrets)).toEqual([])
  expect(outputs.filter(({ from }) => from === 'another host')).toEqual([])
  // The search does find a secret where there is one.
  const seen = outputs.map((output) => ({ ...output, from: '' }))
  expect(
    leaksIn(
      seen,
      secrets.map((secret) => ({ ...secret, allowed: /x/ })),
    ),
  ).toContain('the token in ')

  const texts = textsIn(exported[0]?.text ?? '')
  expect(texts.length).toBeGreaterThan(50)
  for (const text of texts.filter((value) => /^[\x21-\x7e]{8,200}$/.test(value))) {
    const tries = [
      { path: '/api/admin/user', as: { authorization: text } },
      { path: '/api/admin/user', as: { cookie: `foyer=${text}` } },
      { path: '/api/admin/user', as: { cookie: `foyer=${session.split('.')[0]}.${text}` } },
      { path: `/invite/${encodeURIComponent(text)}/validate`, as: {} },
    ]
    for (const { path, as: credential } of tries) {
      const { status } = await send('GET', path, { base: app.url, as: credential })
      expect([400, 401], `${path} with ${text}`).toContain(status)
    }
  }
})
