import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { Page } from 'playwright/test'
import { type App, adminToken, startApp } from '../support/app'
import { expect, expectClean, password, signIn, test } from '../support/browser'
import { expectTrue } from '../support/guides/check'
import { blocksOf, readGuides } from '../support/guides/read'
import { runGuide } from '../support/guides/run'

// On an instance of its own: the list of websites is a setting.
test.describe.configure({ mode: 'default' })

const guides = readGuides()
const guide = guides.find(({ name }) => name === 'sign-up-from-your-page')
let app: App
let website: Server
let origin = ''
let html = ''

test.beforeAll(async () => {
  test.setTimeout(200_000)
  website = createServer((request, response) => {
    response.writeHead(request.url === '/join.html' ? 200 : 404, { 'content-type': 'text/html' })
    response.end(request.url === '/join.html' ? html : '')
  }).listen(0)
  await once(website, 'listening')
  const address = website.address()
  const port = typeof address === 'object' ? address?.port : 0
  // Another site than the app's localhost.
  origin = `http://127.0.0.1:${port}`
  app = await startApp()
})

test.afterAll(async () => {
  website.close()
  await app.stop()
})

/** Follows the guide with the two addresses that its reader replaces. Returns the address to send people. */
async function follow(): Promise<string> {
  if (!guide) throw new Error('There is no such guide.')
  const text = guide.text
    .replaceAll('https://www.example.org', origin)
    .replaceAll('https://join.example.org', app.url)
  const mine = { ...guide, text, blocks: blocksOf(text, guide.file) }
  const folder = test.info().outputPath()
  const printed = await runGuide(mine, { folder, url: app.url, token: adminToken })
  expectTrue(mine, printed)
  html = mine.blocks.find(({ language }) => language === 'html')?.text ?? ''
  return printed.at(-1)?.output.trim() ?? ''
}

async function submit(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(fields)) {
    await page.getByLabel(label, { exact: true }).fill(value)
  }
  await page.getByRole('button', { name: 'Join' }).click()
}

test('only this guide contains pages, so none is left untested', () => {
  const pages = guides.flatMap(({ name, blocks }) =>
    blocks.filter(({ language }) => language === 'html').map(() => name),
  )
  expect(pages).toEqual(['sign-up-from-your-page'])
})

test('the page of the guide shows errors, signs somebody up and leads to the sign-in page', async ({
  browser,
}) => {
  test.setTimeout(60_000)
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(await follow())
  await expectClean(page)
  await submit(page, { Name: '', 'Email address': 'grace@', Password: 'short' })
  await expect(page.getByRole('status')).toHaveText('The request is not valid; see details.')
  const email = page.getByLabel('Email address')
  await expect(email).toHaveAccessibleDescription('Enter an email address like ada@example.org.')
  await expect(page.getByText('Enter a name.')).toBeVisible()
  await expect(page.getByLabel('Name')).toBeFocused()
  await expectClean(page)

  await submit(page, { Name: 'Grace Hopper', 'Email address': 'grace@example.org' })
  await expect(email).toHaveAttribute('aria-invalid', 'false')
  await expect(page.getByLabel('Password')).toBeFocused()
  await submit(page, { Password: password })
  await expect(page.getByRole('status')).toHaveText('Thank you. Sign in to go on.')
  await expect(page.getByRole('button', { name: 'Join' })).toHaveCount(0)
  expect(await context.cookies()).toEqual([])

  await page.getByRole('link', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(`${app.url}/login`)
  await signIn(page, 'grace@example.org', password, app.url)
})

test('the page says when its address is incomplete and when it gets no response', async ({
  browser,
}) => {
  test.setTimeout(60_000)
  const page = await (await browser.newContext()).newPage()
  const address = await follow()
  await page.goto(address.slice(0, -1))
  await expect(page.getByRole('status')).toHaveText('This invite link is not valid.')
  await page.goto('about:blank')
  await page.goto(address)
  await page.route(`${app.url}/**`, (route) => route.abort())
  await submit(page, { Name: 'Ada', 'Email address': 'ada@example.org', Password: password })
  await expect(page.getByRole('status')).toHaveText('No answer. Try again in a moment.')
})
