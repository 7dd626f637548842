import type { Page } from 'playwright/test'
import { test } from '../scene/fixture'
import { isPlaceAt, placesOf, visitors } from '../scene/places'
import { enterAs, visit } from '../scene/visit'
import { adminToken } from '../support/app'
import { expect, password, signIn, unique, violationsOf } from '../support/browser'
import { unmarkedIn } from '../support/forced-colors'
import { noteShifts, shiftsOf } from '../support/shifts'

const headers = { authorization: adminToken }

// Each test visits many pages, and axe is slow on a busy machine.
test.describe.configure({ timeout: 300_000 })

type Media = { colorScheme?: 'light' | 'dark'; forcedColors?: 'active' | 'none' }

const light: Media = { colorScheme: 'light', forcedColors: 'none' }
const dark: Media = { colorScheme: 'dark', forcedColors: 'none' }
const forced: Media = { forcedColors: 'active' }

const looks = [
  { locale: 'en', width: 1280, media: [light, dark, forced] },
  { locale: 'ar', width: 390, media: [light] },
]

/** Only colours differ from one medium to the next; forced ones are the visitor's own. */
async function wrongIn(page: Page, medium: Media): Promise<unknown[]> {
  if (medium === forced) return await unmarkedIn(page)
  return await violationsOf(page, medium === dark ? 'color-contrast' : undefined)
}

/** What is wrong with a page in each medium, by the name of its place. */
async function findIn(page: Page, name: string, media: readonly Media[]) {
  const found: unknown[] = []
  for (const medium of media) {
    await page.emulateMedia(medium)
    const wrong = await wrongIn(page, medium)
    if (wrong.length > 0) found.push({ name, medium, wrong })
  }
  return found
}

// CHECKLIST U9, U10: every page and every state, both themes, phone and desktop, both directions.
for (const { locale, width, media } of looks) {
  for (const who of visitors) {
    test(`axe finds no violation and nothing shifts on ${who} pages: ${locale}, ${width} px`, async ({
      browser,
      sceneApp: { url, scene },
    }) => {
      const viewport = { width, height: 844 }
      const context = await enterAs(browser, url, { scene, who, locale, viewport })
      await noteShifts(context)
      const page = await context.newPage()
      const found: unknown[] = []
      const own = placesOf(who, locale).filter((place) => isPlaceAt(place, width))
      // Dialogs and menus are the same at every width, but for their size: the sweep looks at that.
      for (const place of own.filter(({ open }) => width === 1280 || !open)) {
        await visit(page, place, scene)
        const shifts = await shiftsOf(page)
        if (shifts.length > 0) found.push({ name: place.name, shifts })
        found.push(...(await findIn(page, place.name, media)))
      }
      expect(found).toEqual([])
      await context.close()
    })
  }
}

// CHECKLIST U15
test('each state of a link has its own page, status, title and next step', async ({
  page,
  givenStates,
}) => {
  const states = await givenStates()
  const expected = {
    unknown: [404, 'This link does not work', 'Sign in'],
    paused: [403, 'This invite is paused', 'Sign in'],
    scheduled: [403, 'This invite is not open yet', 'Add to your calendar'],
    expired: [410, 'This invite has ended', 'Request a new invite'],
    full: [410, 'All places are taken', 'Request a new invite'],
    revoked: [410, 'This invite has been revoked', 'Request a new invite'],
  } as const satisfies Record<keyof typeof states, unknown>
  for (const [state, [status, title, next]] of Object.entries(expected)) {
    const url = Object.entries(states).find(([name]) => name === state)?.[1] ?? ''
    expect((await page.goto(url))?.status(), state).toBe(status)
    await expect(page).toHaveTitle(`${title} · Foyer`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
    await expect(page.getByText(next).last()).toBeVisible()
  }
})

test('signing up works where service workers are blocked', async ({
  browser,
  baseURL,
  givenLink,
}) => {
  const context = await browser.newContext({ serviceWorkers: 'block' })
  const page = await context.newPage()
  await page.goto((await givenLink()).url)
  await page.getByLabel('Name', { exact: true }).fill('No Worker')
  await page.getByLabel('Email address').fill(`worker-${unique()}@example.org`)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Join as Viewer' }).click()
  await expect(page).toHaveURL(`${baseURL}/welcome`)
  await context.close()
})

// CHECKLIST U15
test('somebody who joined through the link is told so', async ({ page, givenLink, request }) => {
  const link = await givenLink()
  const email = `again-${unique()}@example.org`
  const data = { name: 'Again Anna', email, password }
  await request.post(`/invite/${link.secret}/signup`, { data })
  await signIn(page, email)
  await page.goto(link.url)
  await expect(page.getByText('You joined through this invite.')).toBeVisible()
})

// CHECKLIST U13
test('a form that is submitted twice creates one account', async ({
  browser,
  givenLink,
  request,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  const link = await givenLink()
  await page.goto(link.url)
  await page.getByLabel('Name', { exact: true }).fill('Double Dora')
  await page.getByLabel('Email address').fill(`dora-${unique()}@example.org`)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Join as Viewer' }).dblclick()
  // Whether signed in depends on which of the two responses the browser used; in neither case is the
  // email address said to be taken.
  await expect(page).toHaveURL(/\/welcome$/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^(Welcome|You've joined)/)
  await expect
    .poll(async () => {
      const path = `/api/admin/invite-link/tokens/${link.secret}`
      return (await (await request.get(path, { headers })).json()).useCount
    })
    .toBe(1)
  await context.close()
})
