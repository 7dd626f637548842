import { adminToken } from '../support/app'
import { expect, password, signIn, test, unique } from '../support/browser'

for (const javaScriptEnabled of [true, false]) {
  test.describe(`${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    test.use({ javaScriptEnabled })

    // CHECKLIST U15
    test('somebody who joined through a link that is now full is told so, and can continue without a new invite', async ({
      page,
      givenPerson,
    }) => {
      const { email, name, link } = await givenPerson()
      await page.goto(link.url)
      await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()
      await signIn(page, email)
      const response = await page.goto(link.url)
      expect(response?.status()).toBe(410)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('All places are taken')
      await expect(page.getByText('You joined through this invite.')).toBeVisible()
      await expect(page.getByText('Request a new invite')).toHaveCount(0)
      await page.getByRole('link', { name: `Continue as ${name}` }).click()
      await expect(page).toHaveURL('/account')
    })

    // CHECKLIST U19
    test('a missing page and a forbidden page are in the language of the visitor', async ({
      page,
      givenPerson,
    }) => {
      const missing = await page.goto('/not-here?lang=de')
      expect(missing?.status()).toBe(404)
      await expect(page).toHaveTitle('Seite nicht gefunden · Foyer')
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Seite nicht gefunden')
      await page.getByRole('link', { name: 'Français' }).click()
      await expect(page).toHaveURL('/not-here?lang=fr')
      await expect(page.locator('html')).toHaveAttribute('lang', 'fr')
      const { email } = await givenPerson()
      await page.request.post('/auth/simple/login', { data: { username: email, password } })
      const refused = await page.goto('/admin?lang=de')
      expect(refused?.status()).toBe(403)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Diese Seite ist für Admins')
    })
  })
}

test.describe('without scripts, a form that comes back with an error', () => {
  test.use({ javaScriptEnabled: false })

  // CHECKLIST U7, U11
  test('says so in the page title, and focuses the list of errors', async ({
    page,
    givenLink,
    givenPerson,
    request,
  }) => {
    const { url, secret } = await givenLink()
    const expectSummary = async () => {
      await expect(page).toHaveTitle(/^Error: /)
      await expect(page.getByRole('alert').locator('[tabindex="-1"]')).toBeFocused()
    }
    await page.goto(url)
    await page.getByLabel('Name', { exact: true }).fill('Grace')
    await page.getByLabel('Email address').fill('grace@example.org')
    await page.getByLabel('Password', { exact: true }).fill('password12345')
    await page.getByRole('button', { name: 'Join as Viewer' }).click()
    await expectSummary()
    await page.goto('/login')
    await page.getByLabel('Email address or username').fill('nobody@example.org')
    await page.getByLabel('Password', { exact: true }).fill('not the password')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expectSummary()
    const headers = { authorization: adminToken }
    await request.delete(`/api/admin/invite-link/tokens/${secret}`, { headers })
    await page.goto(url)
    // The browser accepts this as an address, Foyer does not.
    await page.getByLabel('Email address').fill('nobody@nowhere')
    await page.getByRole('button', { name: 'Request a new invite' }).click()
    await expectSummary()
    const { email } = await givenPerson()
    await signIn(page, email)
    await page.goto('/account')
    const part = page.getByRole('region', { name: 'Email address' })
    await part.locator('summary').click()
    await part.getByLabel('Current password').fill('not the password')
    await part.getByRole('button', { name: 'Change email address' }).click()
    await expectSummary()
    await expect(part.getByRole('alert')).toContainText('not your current password')
  })

  test('does not blame the service for an unknown field', async ({ page, givenLink }) => {
    await page.goto((await givenLink()).url)
    await page.getByLabel('Name', { exact: true }).fill('Grace')
    await page.getByLabel('Email address').fill(`grace-${unique()}@example.org`)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.locator('main form').evaluate((form) => {
      const added = Object.assign(document.createElement('input'), {
        name: 'coupon',
        type: 'hidden',
      })
      form.append(added)
    })
    await page.getByRole('button', { name: 'Join as Viewer' }).click()
    const sentence = 'The form could not be read.'
    await expect(page.locator('main').getByRole('alert')).toContainText(sentence)
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Grace')
  })
})

test.describe('in another time zone than the server', () => {
  test.use({ timezoneId: 'Asia/Tokyo' })

  test('a browser may format a date differently from the server', async ({ page, givenLink }) => {
    // Another version of the same language data; a page that failed on it would lose what was typed,
    // and log an error, which fails the test.
    await page.addInitScript(() => {
      const format = Intl.DateTimeFormat.prototype.formatToParts
      Object.defineProperty(Intl.DateTimeFormat.prototype, 'format', {
        get() {
          return (at: Date) =>
            format
              .call(this, at)
              .map(({ value }) => value.replace(/\s/g, '\u202F'))
              .join('')
        },
      })
    })
    await page.goto((await givenLink()).url)
    await page.getByRole('button', { name: 'Show password' }).waitFor()
    await expect(page.locator('time')).toHaveText(/\u202F.*GMT\+9/)
  })
})

// CHECKLIST U19
test('in Arabic all digits of a page are 0 to 9, and times name their zone', async ({
  page,
  givenLink,
}) => {
  await page.goto(`${(await givenLink({ maxUses: 5 })).url}?lang=ar`)
  await page.getByRole('button', { name: 'إظهار' }).waitFor()
  await expect(page.locator('time')).toHaveText(/\d/)
  await expect(page.locator('body')).not.toContainText(/[٠-٩۰-۹]/)
  await expect(page.locator('time')).toContainText(/UTC|غرينتش/)
})

test('an error from a proxy is not reported as a lost connection', async ({ page, givenLink }) => {
  await page.goto((await givenLink()).url)
  await page.route('**/signup', (route) =>
    route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' }),
  )
  await page.getByLabel('Name', { exact: true }).fill('Patient Pat')
  await page.getByLabel('Email address').fill(`pat-${unique()}@example.org`)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Join as Viewer' }).click()
  await expect(page.locator('main').getByRole('alert')).toContainText(
    'The service is not available right now.',
  )
})

// CHECKLIST 26
test('a person over the rate limit is told so, and what was typed stays', async ({
  page,
  givenLink,
}) => {
  await page.goto((await givenLink()).url)
  await page.route('**/signup', (route) =>
    route.fulfill({ status: 429, json: { code: 'RateLimitError', errors: [] } }),
  )
  await page.getByLabel('Name', { exact: true }).fill('Patient Pat')
  await page.getByLabel('Email address').fill(`pat-${unique()}@example.org`)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Join as Viewer' }).click()
  await expect(page.locator('main').getByRole('alert')).toContainText('Too many attempts')
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Patient Pat')
})

test('a person who signs in with cookies blocked is told why it does not work', async ({
  page,
  givenPerson,
}) => {
  await page.addInitScript(() =>
    Object.defineProperty(Navigator.prototype, 'cookieEnabled', { get: () => false }),
  )
  const { email } = await givenPerson()
  await page.goto('/login')
  await page.getByLabel('Email address or username').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert').first()).toContainText('this browser blocks cookies')
})

// CHECKLIST 43
test('the password form tells password managers whose password it is', async ({
  page,
  givenPerson,
}) => {
  const { email } = await givenPerson()
  await signIn(page, email)
  await page.goto('/account')
  const form = page.getByRole('region', { name: 'Password', exact: true }).locator('form')
  await expect(form.locator('input[autocomplete=username]')).toHaveValue(email)
  await expect(form.locator('input[autocomplete=current-password]')).toHaveCount(1)
  await expect(form.locator('input[autocomplete=new-password]')).toHaveCount(1)
})
