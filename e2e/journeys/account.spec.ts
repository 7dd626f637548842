import type { Page } from 'playwright/test'
import { createToken } from '../support/admin'
import { expect, password, roleIds, signIn, test, unique } from '../support/browser'

const other = 'another horse battery'

/** A part of the page, with its form unfolded. */
async function section(page: Page, name: string) {
  const part = page.getByRole('region', { name, exact: true })
  const folded = part.locator('details:not([open]) > summary')
  if ((await folded.count()) > 0) await folded.click()
  return part
}

/** Signs in here and in another browser. Leaves this one on the account page. */
async function signInTwice(page: Page, other: Page, email: string, origin = '') {
  await signIn(page, email)
  await signIn(other, email, password, origin)
  await page.goto('/account')
  return {
    expectOut: async () => {
      await other.goto(`${origin}/account`)
      await expect(other).toHaveURL(/\/login\?/)
      await other.close()
    },
  }
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(`the account page ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    test.use({ javaScriptEnabled })

    test('shows the role, but not the administrators’ name for the link', async ({
      page,
      givenPerson,
    }) => {
      const { email, link } = await givenPerson()
      await signIn(page, email)
      await page.goto('/account')
      await expect(page.getByText(link.name)).toHaveCount(0)
      await expect(page.getByRole('definition').first()).toHaveText('Viewer')
    })

    test('changes name and username', async ({ page, givenPerson }) => {
      const { email } = await givenPerson()
      const username = `grace${unique()}`
      await signIn(page, email)
      await page.goto('/account')
      const profile = await section(page, 'Name and username')
      await profile.getByLabel('Name', { exact: true }).fill('Grace Hopper')
      await profile.getByLabel('Username').fill(username)
      await profile.getByRole('button').click()
      await expect(profile.getByRole('status')).toHaveText('Name and username saved.')
      await expect(profile.getByLabel('Username')).toBeHidden()
      await expect(profile.getByLabel('Username')).toHaveValue(username)
    })

    test('changes the email address with the current password; the new address then signs in', async ({
      page,
      givenPerson,
    }) => {
      const { email } = await givenPerson()
      const taken = (await givenPerson()).email
      const fresh = `fresh-${unique()}@example.org`
      await signIn(page, email)
      await page.goto('/account')
      const part = await section(page, 'Email address')
      const send = async (address: string, secret: string) => {
        await part.getByLabel('Email address', { exact: true }).fill(address)
        await part.getByLabel('Current password').fill(secret)
        await part.getByRole('button', { name: 'Change email address' }).click()
      }
      await send(fresh, 'not the password')
      await expect(part.getByRole('alert')).toContainText('not your current password')
      await expect(part.getByLabel('Email address', { exact: true })).toHaveValue(fresh)
      await send(taken, password)
      await expect(part.getByRole('alert')).toContainText('already an account')
      await send(fresh, password)
      await expect(part.getByRole('status')).toContainText('Email address saved.')
      await expect(part.getByText(fresh)).toBeVisible()
      await signIn(page, fresh)
    })

    // CHECKLIST 48
    test('a new password ends every other session, and the old password stops working', async ({
      page,
      browser,
      baseURL,
      givenPerson,
    }) => {
      const { email } = await givenPerson()
      const elsewhere = await signInTwice(page, await browser.newPage(), email, baseURL)
      const part = await section(page, 'Password')
      await part.getByLabel('Current password').fill(password)
      await part.getByLabel('New password').fill('password12345')
      await part.getByRole('button', { name: 'Change password' }).click()
      await expect(part.getByRole('alert')).toContainText('lists that attackers try')
      await part.getByLabel('Current password').fill(password)
      await part.getByLabel('New password').fill(other)
      await part.getByRole('button', { name: 'Change password' }).click()
      await expect(part.getByRole('status')).toContainText('Password changed')
      await elsewhere.expectOut()
      const response = await page.request.post('/auth/simple/login', {
        data: { username: email, password },
      })
      expect(response.status()).toBe(401)
    })

    // ATTACK 2
    test('a new password revokes API tokens, unless the person keeps them', async ({
      page,
      givenPerson,
    }) => {
      const { email } = await givenPerson()
      await signIn(page, email)
      await page.goto('/account')
      const part = await section(page, 'Password')
      const keep = part.getByLabel('Keep my API tokens')
      await expect(keep).toHaveCount(0)
      const authorization = await createToken(page, 'Backup')
      const works = async () =>
        (await fetch(new URL('/api/admin/user', page.url()), { headers: { authorization } })).ok
      const change = async (from: string, to: string) => {
        await section(page, 'Password')
        await part.getByLabel('Current password').fill(from)
        await part.getByLabel('New password').fill(to)
        await part.getByRole('button', { name: 'Change password' }).click()
        await expect(part.getByRole('status')).toContainText('Password changed')
      }
      await page.reload()
      await section(page, 'Password')
      await keep.check()
      await change(password, other)
      expect(await works()).toBe(true)
      await section(page, 'Password')
      await expect(keep).not.toBeChecked()
      await change(other, password)
      await expect.poll(works).toBe(false)
      await expect(keep).toHaveCount(0)
    })

    test('signs out all other browsers', async ({ page, browser, baseURL, givenPerson }) => {
      const { email } = await givenPerson()
      const elsewhere = await signInTwice(page, await browser.newPage(), email, baseURL)
      const part = await section(page, 'Where you are signed in')
      await part.getByRole('button', { name: 'Sign out other browsers' }).click()
      await expect(part.getByText('Only in this browser.')).toBeVisible()
      await elsewhere.expectOut()
    })

    test('asks a person whose session has ended to sign in, and leads back', async ({
      page,
      givenPerson,
    }) => {
      const { email } = await givenPerson()
      await signIn(page, email)
      await page.goto('/account')
      await page.context().clearCookies()
      const part = await section(page, 'Name and username')
      await part.getByRole('button').click()
      await expect(page).toHaveURL('/login?next=%2Faccount')
      await page.getByLabel('Email address or username').fill(email)
      await page.getByLabel('Password', { exact: true }).fill(password)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your account')
    })

    test('deletes the account with all personal data', async ({ page, givenPerson }) => {
      const { email } = await givenPerson()
      await signIn(page, email)
      await page.goto('/account')
      const part = await section(page, 'Delete your account')
      await part.getByLabel('Current password').fill(password)
      await part.getByRole('button', { name: 'Delete my account' }).click()
      await expect(page.getByText('Your account and all personal data')).toBeVisible()
      const response = await page.request.post('/auth/simple/login', {
        data: { username: email, password },
      })
      expect(response.status()).toBe(401)
    })
  })
}

test('one other browser can be signed out, and the others stay signed in', async ({
  page,
  browser,
  baseURL,
  givenPerson,
}) => {
  const { email } = await givenPerson()
  const elsewhere = await signInTwice(page, await browser.newPage(), email, baseURL)
  const part = await section(page, 'Where you are signed in')
  // This browser, the other one, and the session of the sign-up; the last used comes first.
  await expect(part.getByRole('listitem')).toHaveCount(3)
  await part.getByRole('listitem').getByRole('button', { name: 'Sign out' }).first().click()
  await expect(part.getByRole('status')).toHaveText('Signed out of that browser.')
  await expect(part.getByRole('listitem')).toHaveCount(2)
  await elsewhere.expectOut()
})

test('administrators see the navigation of the admin area, other people do not', async ({
  page,
  givenPerson,
}) => {
  const admin = await givenPerson({ role: roleIds.admin })
  await signIn(page, admin.email)
  await page.goto('/account')
  const area = page.getByRole('navigation', { name: 'Admin area' })
  await expect(area.getByRole('link', { name: 'Links' })).toBeVisible()
  await area.getByRole('link', { name: 'People' }).click()
  await expect(page).toHaveURL('/admin/people')
  const person = await givenPerson()
  await signIn(page, person.email)
  await page.goto('/account')
  await expect(page.getByRole('button', { name: 'Sign out', exact: true })).toBeVisible()
  await expect(area).toHaveCount(0)
})

test('a person who already has an account is led to sign in, with the email address filled in', async ({
  page,
  givenPerson,
  givenLink,
}) => {
  const { email } = await givenPerson()
  await page.goto((await givenLink()).url)
  await page.getByLabel('Name', { exact: true }).fill('Grace')
  await page.getByLabel('Email address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.locator('main form button[type=submit]').click()
  await page.getByRole('link', { name: 'Sign in instead' }).click()
  await expect(page.getByLabel('Email address or username')).toHaveValue(email)
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused()
  await expect(page.getByText('Ask an administrator for a reset link')).toBeVisible()
})

test('requesting a new invite without an email address shows an error on the field', async ({
  page,
  givenStates,
}) => {
  await page.goto((await givenStates()).expired)
  await page.getByRole('button', { name: 'Request a new invite' }).click()
  await expect(page.locator('#email-error')).toHaveText('Enter your email address.')
})

test('the export of a person’s data contains no secret', async ({ page, givenPerson }) => {
  const { email } = await givenPerson({ role: roleIds.editor })
  await signIn(page, email)
  const response = await page.request.get('/account/export')
  expect(response.headers()['content-disposition']).toContain('foyer-account.json')
  const text = await response.text()
  expect(JSON.parse(text)).toMatchObject({ email, role: 'Editor' })
  expect(text).not.toMatch(/\$2|[Hh]ash/)
})

// CHECKLIST U6
test('password managers find the page for changing the password', async ({ page, givenPerson }) => {
  const { email } = await givenPerson()
  await signIn(page, email)
  await page.goto('/.well-known/change-password')
  await expect(page).toHaveURL('/account#password')
})

// CHECKLIST 50
test('signing in leads to a page of this site, whatever the address says', async ({
  page,
  givenPerson,
}) => {
  const { email } = await givenPerson()
  const traps = [
    '//evil.test',
    '/\\evil.test',
    'https:evil.test',
    '/%2f%2fevil.test',
    'javascript:alert(1)',
    '/\t/evil.test',
    '//a@evil.test',
    '\\\\evil.test',
  ]
  for (const trap of traps) {
    await page.context().clearCookies()
    await page.goto(`/login?next=${encodeURIComponent(trap)}`)
    await page.getByLabel('Email address or username').fill(email)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page, trap).toHaveURL('/account')
  }
})
