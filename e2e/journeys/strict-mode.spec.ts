import { readFileSync } from 'node:fs'
import type { Page } from 'playwright/test'
import { isLocale, locales } from '@/i18n/locales'
import { type App, startApp } from '../support/app'
import { test as base, expect, expectClean, password, signIn, unique } from '../support/browser'

/** Every test of this file talks to one Foyer in strict mode. */
const test = base.extend<object, { strict: App }>({
  strict: [
    async ({ browserName: _ }, use) => {
      const app = await startApp({ SIGNUP_STRICT: 'true' })
      await use(app)
      await app.stop()
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  baseURL: async ({ strict }, use) => use(strict.url),
})

// One after the other, in one worker: one Foyer is enough.
test.describe.configure({ mode: 'default' })

const sentence = 'If this email address had no account, it has one now. Sign in.'

/** Fills in the form and submits it, by keyboard alone. */
async function join(page: Page, email: string, secret = password) {
  await page.getByLabel('Name', { exact: true }).focus()
  await page.keyboard.type('Grace Hopper')
  await page.keyboard.press('Tab')
  await page.keyboard.type(email)
  await page.keyboard.press('Tab')
  await page.keyboard.type(secret)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/login\?joined/)
  await expect(page.getByText(sentence)).toBeVisible()
}

// CHECKLIST 31, 32
for (const javaScriptEnabled of [true, false]) {
  test.describe(`in strict mode ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    test.use({ javaScriptEnabled })

    test('a person who signs up by keyboard is told to sign in, and then sees the welcome page', async ({
      page,
      givenLink,
    }) => {
      await page.goto((await givenLink({ maxUses: 5 })).url)
      await expect(page.getByText('Invite ends')).toBeVisible()
      await expect(page.getByText('Places')).toHaveCount(0)
      await expect(page.getByText('Add a username')).toHaveCount(0)
      const email = `grace-${unique()}@example.org`
      await join(page, email)
      await page.getByLabel('Email address or username').focus()
      await page.keyboard.type(email)
      await page.keyboard.press('Tab')
      await page.keyboard.type(password)
      await page.keyboard.press('Enter')
      await expect(page).toHaveURL('/welcome')
      await expect(page.getByRole('heading', { name: 'Welcome, Grace Hopper' })).toBeVisible()
      await page.goto('/account')
      await expect(page.getByText(/tried to sign up/)).toHaveCount(0)
    })

    test('signing up with a registered address shows the same page, and its owner sees a notice', async ({
      page,
      givenLink,
    }) => {
      const { url } = await givenLink()
      const email = `owner-${unique()}@example.org`
      await page.goto(url)
      await join(page, email)
      // Scripts add a toggle, a moment later.
      const toggle = page.getByRole('button', { name: 'Show password' })
      await expect(toggle).toHaveCount(javaScriptEnabled ? 1 : 0)
      const reported = await page.locator('main').textContent()
      await page.goto(url)
      await join(page, email, 'the word of an impostor')
      await expect(toggle).toHaveCount(javaScriptEnabled ? 1 : 0)
      expect(await page.locator('main').textContent()).toBe(reported)
      await signIn(page, email)
      await page.goto('/account')
      const notice = 'Somebody tried to sign up with your email address, most recently'
      await expect(page.getByText(notice)).toBeVisible()
      if (javaScriptEnabled) await expectClean(page)
    })
  })
}

test('the page after a sign-up is complete in every language, and axe finds no violation', async ({
  page,
}) => {
  test.setTimeout(90_000)
  const codes = Object.keys(locales).filter(isLocale)
  expect(codes).toHaveLength(7)
  for (const code of codes) {
    const { login } = JSON.parse(readFileSync(`messages/${code}.json`, 'utf8'))
    await page.goto(`/login?joined&next=%2Fwelcome&lang=${code}`)
    await expect(page.getByText(login.joined)).toBeVisible()
    await expect(page.getByText(login.joinedBefore)).toBeVisible()
    await expectClean(page)
  }
})

test('an invalid sign-up keeps what was typed, as in standard mode', async ({
  page,
  givenLink,
}) => {
  await page.goto((await givenLink()).url)
  await page.getByLabel('Name', { exact: true }).fill('Grace Hopper')
  await page.getByLabel('Email address').fill(`grace-${unique()}@example.org`)
  await page.getByLabel('Password', { exact: true }).fill('password12345')
  await page.getByRole('button', { name: 'Join as Viewer' }).click()
  await expect(page.getByRole('alert').getByText(/on the lists that attackers try/)).toBeVisible()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Grace Hopper')
})
