import type { Page } from 'playwright/test'
import { adminToken } from '../support/app'
import { expect, expectClean, password, roleIds, signIn, test, unique } from '../support/browser'

const headers = { authorization: adminToken }

// Each test looks at many pages, and axe takes its time for each on a busy machine.
test.describe.configure({ timeout: 120_000 })

// CHECKLIST U9, U10: every public page and every state, both themes, phone and desktop, both directions.
for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [390, 1280]) {
    for (const locale of ['en', 'ar']) {
      test.describe(`axe finds nothing: ${colorScheme}, ${width} px, ${locale}`, () => {
        test.use({ colorScheme, locale, viewport: { width, height: 844 } })

        test('on the form, without and with errors', async ({ page, givenLink }) => {
          await page.goto((await givenLink({ maxUses: 3 })).url)
          await expectClean(page)
          await page.locator('main form button[type=submit]').click()
          await expect(page.locator('main').getByRole('alert').getByRole('listitem')).toHaveCount(3)
          await expectClean(page)
        })

        test('on the page of each state of a link', async ({ page, givenStates }) => {
          const states = await givenStates()
          const responses = ['?asked', '?error=email.emailInvalid'].map((it) => states.revoked + it)
          for (const url of [...Object.values(states), ...responses]) {
            await page.goto(url)
            await expectClean(page)
          }
        })

        test('on the start page, sign-in, and where there is nothing', async ({ page }) => {
          for (const address of ['/', '/login', '/login?error=PasswordMismatch', '/nothing-here']) {
            await page.goto(address)
            await expectClean(page)
          }
        })

        test('on the pages behind the door', async ({ page, givenPerson, givenLink }) => {
          const { email } = await givenPerson({ role: roleIds.admin })
          await enter(page, email)
          const { url } = await givenLink()
          for (const address of ['/welcome', '/account', '/account?done=profile', '/admin', url]) {
            await page.goto(address)
            await expectClean(page)
          }
        })

        test('where one may not be, and has been already', async ({ page, givenPerson }) => {
          const { email, link } = await givenPerson()
          await enter(page, email)
          for (const address of ['/admin', link.url, '/account?error=email:email.emailTaken']) {
            await page.goto(address)
            await expectClean(page)
          }
        })
      })
    }
  }
}

/** Signs in by the API: the form's words are another language's here. */
async function enter(page: Page, username: string) {
  const response = await page.request.post('/auth/simple/login', { data: { username, password } })
  expect(response.status()).toBe(200)
}

// CHECKLIST U15
test('each state of a link has its own page, status, title and next step', async ({
  page,
  givenStates,
}) => {
  const states = await givenStates()
  const expected = {
    unknown: [404, 'This link does not work', 'Go to the home page'],
    paused: [403, 'This invite is paused', 'Go to the home page'],
    scheduled: [403, 'This invite is not open yet', 'Add to your calendar'],
    expired: [410, 'This invite has ended', 'Request a new invite'],
    full: [410, 'All places are taken', 'Request a new invite'],
    revoked: [410, 'This invite was revoked', 'Request a new invite'],
  } as const
  for (const [state, [status, title, next]] of Object.entries(expected)) {
    const url = Object.entries(states).find(([name]) => name === state)?.[1] ?? ''
    expect((await page.goto(url))?.status(), state).toBe(status)
    await expect(page).toHaveTitle(`${title} · Foyer`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
    await expect(page.getByText(next).last()).toBeVisible()
  }
})

test('works where service workers are blocked', async ({ browser, baseURL, givenLink }) => {
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
test('who came by this very link is told so', async ({ page, givenLink, request }) => {
  const link = await givenLink()
  const email = `again-${unique()}@example.org`
  const data = { name: 'Again Anna', email, password }
  await request.post(`/invite/${link.secret}/signup`, { data })
  await signIn(page, email)
  await page.goto(link.url)
  await expect(page.getByText('You joined through this invite.')).toBeVisible()
})

// CHECKLIST U13
test('a form that is sent twice makes one account', async ({ browser, givenLink, request }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  const link = await givenLink()
  await page.goto(link.url)
  await page.getByLabel('Name', { exact: true }).fill('Double Dora')
  await page.getByLabel('Email address').fill(`dora-${unique()}@example.org`)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Join as Viewer' }).dblclick()
  // Whether signed in depends on which of the two answers the browser took; nobody hears "taken".
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
