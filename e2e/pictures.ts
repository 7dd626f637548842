import { copyFile, mkdir } from 'node:fs/promises'
import { type Browser, chromium, type Page } from 'playwright'
import { firstAdmin, startApp } from './support/app'
import { chromiumOptions } from './support/chromium'
import { prepareScene } from './support/scene'

// Pictures of every page and state, into pictures/ (some of them are kept in docs/pictures for the
// README), and the picture that chats show, public/invitation.png. Run: npm run pictures

/** The pictures that the README shows. */
const kept = [
  'form-phone-light',
  'account-phone-dark',
  'links-desktop-light',
  'link-share-phone-light',
]

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

type Scene = Awaited<ReturnType<typeof prepareScene>>

async function takeAll(browser: Browser, origin: string, { form, pages, adminPages }: Scene) {
  for (const { name, width, colorScheme, locale } of looks) {
    const context = await browser.newContext({
      viewport: { width, height: 844 },
      colorScheme,
      locale,
      timezoneId: 'UTC',
    })
    const page = await context.newPage()
    const take = async (what: string, fullPage = true) => {
      await page.waitForLoadState('networkidle')
      await page.screenshot({ path: `pictures/${what}-${name}.png`, fullPage })
    }
    const takeEach = async (addresses: Record<string, string>) => {
      for (const [what, url] of Object.entries(addresses)) {
        await page.goto(url)
        await take(what)
      }
    }
    await takeEach(pages)
    await page.goto(form)
    await page.locator('main form button[type=submit]').click()
    await take('form-errors')
    await signIn(page, origin)
    await takeEach(adminPages)
    await page.goto(adminPages.link ?? origin)
    for (const what of ['Share', 'Edit', 'Replace address']) {
      await page.getByRole('button', { name: what, exact: true }).click()
      await take(`link-${what.toLowerCase().replace(' ', '-')}`, false)
      await page.keyboard.press('Escape')
    }
    await page.keyboard.press('ControlOrMeta+k')
    await take('palette', false)
    await page.goto(form)
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
  await takeAll(browser, app.url, await prepareScene(app.url))
  for (const name of kept) {
    await copyFile(`pictures/${name}.png`, `docs/pictures/${name}.png`)
  }
} finally {
  await browser.close()
  await app.stop()
}
