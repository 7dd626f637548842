import { copyFile, mkdir } from 'node:fs/promises'
import { type Browser, chromium, type Page } from 'playwright'
import { adminToken, firstAdmin, startApp } from './support/app'
import { chromiumOptions } from './support/chromium'

// Pictures of every page and state, into pictures/ (two of them are kept in docs/pictures for the
// README), and the picture that chats show, public/invitation.png. Run: npm run pictures

const headers = { authorization: adminToken, 'content-type': 'application/json' }
const day = 24 * 3_600_000

async function makeLink(origin: string, options: Record<string, unknown> = {}) {
  const body = { name: 'Rowing club', expiresAt: new Date(Date.now() + 3 * day).toISOString() }
  const response = await fetch(`${origin}/api/admin/invite-link/tokens`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ ...body, ...options }),
  })
  return (await response.json()) as { url: string; secret: string }
}

async function changeLink(origin: string, secret: string, change: unknown) {
  const url = `${origin}/api/admin/invite-link/tokens/${secret}`
  await fetch(url, { method: 'PUT', headers, body: JSON.stringify(change) })
}

async function preparePages(origin: string) {
  const open = await makeLink(origin, { maxUses: 10 })
  const full = await makeLink(origin, { maxUses: 1 })
  await fetch(`${full.url}/signup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      name: 'Grace Hopper',
      email: 'grace@example.org',
      password: 'obviously fake but long',
    }),
  })
  const scheduled = await makeLink(origin, { startsAt: new Date(Date.now() + day).toISOString() })
  const paused = await makeLink(origin)
  await changeLink(origin, paused.secret, { enabled: false })
  const revoked = await makeLink(origin)
  await fetch(`${origin}/api/admin/invite-link/tokens/${revoked.secret}`, {
    method: 'DELETE',
    headers,
  })
  return {
    form: open.url,
    full: full.url,
    scheduled: scheduled.url,
    paused: paused.url,
    revoked: revoked.url,
    unknown: `${origin}/invite/nothing`,
    start: origin,
    login: `${origin}/login`,
  }
}

const looks = [
  { name: 'phone-light', width: 390, colorScheme: 'light', locale: 'en-GB' },
  { name: 'phone-dark', width: 390, colorScheme: 'dark', locale: 'en-GB' },
  { name: 'desktop-light', width: 1280, colorScheme: 'light', locale: 'en-GB' },
  { name: 'desktop-dark', width: 1280, colorScheme: 'dark', locale: 'en-GB' },
  { name: 'phone-arabic', width: 390, colorScheme: 'light', locale: 'ar' },
] as const

async function signIn(page: Page, origin: string) {
  const response = await page.request.post(`${origin}/auth/simple/login`, {
    data: { username: firstAdmin.email, password: firstAdmin.password },
  })
  if (!response.ok()) throw new Error(`Sign-in: ${response.status()}`)
}

async function takeAll(browser: Browser, origin: string, pages: Record<string, string>) {
  for (const { name, width, colorScheme, locale } of looks) {
    const context = await browser.newContext({
      viewport: { width, height: 844 },
      colorScheme,
      locale,
      timezoneId: 'UTC',
    })
    const page = await context.newPage()
    const take = async (what: string) => {
      await page.waitForLoadState('networkidle')
      await page.screenshot({ path: `pictures/${what}-${name}.png`, fullPage: true })
    }
    for (const [what, url] of Object.entries(pages)) {
      await page.goto(url)
      await take(what)
    }
    await page.goto(pages.form ?? origin)
    await page.locator('main form button[type=submit]').click()
    await take('form-errors')
    await signIn(page, origin)
    for (const what of ['welcome', 'account', 'admin']) {
      await page.goto(`${origin}/${what}`)
      await take(what)
    }
    await page.goto(pages.form ?? origin)
    await take('signed-in')
    await context.close()
  }
}

/** 1200 × 630, the size that chats ask for; drawn from the same mark and colours as the pages. */
async function drawInvitation(browser: Browser) {
  const page = await browser.newPage({ viewport: { width: 1200, height: 630 } })
  await page.setContent(`<body style="margin:0;height:630px;display:grid;place-items:center;background:#faf7f1">
    <svg width="320" height="400" viewBox="0 0 32 40" aria-hidden="true">
      <path d="M2 40V16a14 14 0 0 1 28 0v24z" fill="#0a5458"/>
      <path d="M16 40V13l9 5v22z" fill="#faf7f1"/>
      <path d="M16 40V13l9 5v22z" fill="#7fd0cf" opacity=".45"/>
      <circle cx="18.4" cy="28" r=".9" fill="#0a5458"/>
    </svg></body>`)
  await page.screenshot({ path: 'public/invitation.png' })
  await page.close()
}

const browser = await chromium.launch(chromiumOptions())
const app = await startApp()
try {
  await mkdir('pictures', { recursive: true })
  await mkdir('docs/pictures', { recursive: true })
  await drawInvitation(browser)
  await takeAll(browser, app.url, await preparePages(app.url))
  for (const name of ['form-phone-light', 'account-phone-dark']) {
    await copyFile(`pictures/${name}.png`, `docs/pictures/${name}.png`)
  }
} finally {
  await browser.close()
  await app.stop()
}
