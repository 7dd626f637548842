import { existsSync } from 'node:fs'
import { copyFile, mkdir } from 'node:fs/promises'
import type { Browser } from 'playwright'
import { isPlaceAt, placesOf, visitors } from './scene/places'
import { type SceneApp, startSceneApp } from './scene/scene-app'
import { enterAs, visit } from './scene/visit'
import { launchChromium } from './support/chromium'

// Pictures of every page and dialog of the scene, into pictures/ (some of them are kept in docs/pictures for the
// README), and the picture that chats show, public/invitation.png. Run: npm run pictures, or only some places:
// npm run pictures -- links link-share

const chosen = process.argv.slice(2)

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
  { name: 'desktop-light', width: 1440, colorScheme: 'light', locale: 'en-GB' },
  { name: 'desktop-dark', width: 1440, colorScheme: 'dark', locale: 'en-GB' },
  { name: 'phone-arabic', width: 390, colorScheme: 'light', locale: 'ar' },
] as const

/** A picture of each place: of what opens only the window, else the whole page. */
async function takeAll(browser: Browser, { url, scene }: SceneApp) {
  for (const { name, width, ...look } of looks) {
    for (const who of visitors) {
      const viewport = { width, height: 844 }
      const context = await enterAs(browser, url, {
        scene,
        who,
        viewport,
        timezoneId: 'UTC',
        ...look,
      })
      const page = await context.newPage()
      const isChosen = (each: string) => chosen.length === 0 || chosen.includes(each)
      const here = placesOf(who).filter((each) => isPlaceAt(each, width) && isChosen(each.name))
      for (const place of here) {
        await visit(page, place, scene)
        await page.waitForFunction(() => [...document.images].every(({ complete }) => complete))
        const path = `pictures/${place.name}-${name}.png`
        await page.screenshot({ path, fullPage: !place.open })
      }
      await context.close()
    }
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

const browser = await launchChromium()
const app = await startSceneApp()
try {
  await mkdir('pictures', { recursive: true })
  await mkdir('docs/pictures', { recursive: true })
  await drawInvitation(browser)
  await takeAll(browser, app)
  for (const name of kept.filter((each) => existsSync(`pictures/${each}.png`))) {
    await copyFile(`pictures/${name}.png`, `docs/pictures/${name}.png`)
  }
} finally {
  await browser.close()
  await app.stop()
}
