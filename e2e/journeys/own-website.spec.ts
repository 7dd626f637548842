import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type Page, test } from 'playwright/test'
import { type App, adminToken, firstAdmin, startApp } from '../support/app'
import { expect, password, signIn, unique } from '../support/browser'

// On an instance of its own: the list of websites is a setting. The console is not watched: the browser
// complains of what it refuses, which is what is tested.
test.describe.configure({ mode: 'serial' })

let app: App
let website: Server
/** One server with two origins, of which only the first is listed. */
let listed = ''
let unlisted = ''

test.beforeAll(async () => {
  test.setTimeout(200_000)
  website = createServer((_, response) => {
    response.setHeader('content-type', 'text/html')
    response.end('<!doctype html><html lang="en"><title>Rowing club</title><h1>Join us</h1></html>')
  }).listen(0)
  await once(website, 'listening')
  const address = website.address()
  const port = typeof address === 'object' ? address?.port : 0
  listed = `http://127.0.0.1:${port}`
  unlisted = `http://localhost:${port}`
  app = await startApp()
})

test.afterAll(async () => {
  website.close()
  await app.stop()
})

async function createLink(): Promise<string> {
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
  const response = await fetch(`${app.url}/api/admin/invite-link/tokens`, {
    method: 'POST',
    headers: { authorization: adminToken, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Rowing', expiresAt }),
  })
  return (await response.json()).url
}

type Sent = { url: string; method?: string; body?: unknown; credentials?: 'include' | 'omit' }

/** What a script of the page can read of a response: its status, or that the browser refused it. */
function fetchIn(page: Page, sent: Sent): Promise<number | 'refused'> {
  return page.evaluate(async ({ url, method = 'GET', body, credentials = 'omit' }) => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }
    const init = body ? { headers, body: JSON.stringify(body) } : {}
    const answered = await fetch(url, { method, credentials, ...init }).catch(() => null)
    return answered?.status ?? 'refused'
  }, sent)
}

const person = () => ({ name: 'New Rower', email: `rower-${unique()}@example.org`, password })

test('an administrator lists a website in the settings', async ({ browser }) => {
  const page = await (await browser.newContext({ baseURL: app.url })).newPage()
  await signIn(page, firstAdmin.email, firstAdmin.password)
  await page.goto('/admin/settings')
  const save = page.getByRole('button', { name: 'Save settings' })
  await expect(save).toBeEnabled()
  const websites = page.getByLabel('Websites')
  await websites.fill('https://*.example.org')
  await save.click()
  await expect(page.locator('#corsOrigins-error')).toContainText('https://example.org')
  await expect(websites).toBeFocused()
  await websites.fill(`https://Club.Example:443/\n${listed}\n`)
  await save.click()
  await expect(page.getByText('Settings saved', { exact: true })).toBeVisible()
  await page.reload()
  await expect(websites).toHaveValue(`https://club.example\n${listed}`)
  await page.goto('/admin/events')
  await expect(page.getByText('changed the websites where people can join')).toBeVisible()
})

test('a page of a listed website signs somebody up, who then signs in', async ({ browser }) => {
  const context = await browser.newContext()
  const page = await context.newPage()
  const url = await createLink()
  await page.goto(listed)
  const body = person()
  expect(await fetchIn(page, { url: `${url}/validate` })).toBe(200)
  expect(await fetchIn(page, { url: `${url}/signup`, method: 'POST', body })).toBe(201)
  expect(await fetchIn(page, { url: `${url}/signup`, method: 'POST', body })).toBe(409)
  expect(await fetchIn(page, { url: `${url}/signup`, method: 'POST', body: {} })).toBe(400)
  expect(await context.cookies(app.url)).toEqual([])
  await signIn(page, body.email, password, app.url)
})

test('a listed website can read nothing else, and nothing with credentials', async ({
  browser,
}) => {
  const page = await (await browser.newContext()).newPage()
  const url = await createLink()
  await page.goto(listed)
  const including = { url: `${url}/validate`, credentials: 'include' } as const
  expect(await fetchIn(page, including)).toBe('refused')
  expect(await fetchIn(page, { url: `${app.url}/api/admin/user` })).toBe('refused')
  const body = { email: 'ada@example.org' }
  expect(await fetchIn(page, { url: `${url}/request`, method: 'POST', body })).toBe('refused')
  expect(await fetchIn(page, { url: `${url}/signup`, method: 'DELETE' })).toBe('refused')
})

test('a form on a listed website and any page of another website sign nobody up', async ({
  browser,
}) => {
  const page = await (await browser.newContext()).newPage()
  const url = await createLink()
  await page.goto(unlisted)
  expect(await fetchIn(page, { url: `${url}/validate` })).toBe('refused')
  const refused = { url: `${url}/signup`, method: 'POST', body: person() }
  expect(await fetchIn(page, refused)).toBe('refused')
  await page.goto(listed)
  const answered = page.waitForResponse(`${url}/signup`)
  await page.evaluate(
    ({ action, fields }) => {
      const form = Object.assign(document.createElement('form'), { action, method: 'post' })
      for (const [name, value] of Object.entries(fields)) {
        form.append(Object.assign(document.createElement('input'), { name, value }))
      }
      document.body.append(form)
      form.submit()
    },
    { action: `${url}/signup`, fields: person() },
  )
  expect((await answered).status()).toBe(403)
  const list = await fetch(`${app.url}/api/admin/user-admin?q=New+Rower&count=true`, {
    headers: { authorization: adminToken },
  })
  expect((await list.json()).users).toHaveLength(1)
})
