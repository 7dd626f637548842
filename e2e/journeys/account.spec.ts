import type { Page } from 'playwright/test'
import { createToken } from '../support/admin'
import { expect, password, roleIds, signIn, test, unique } from '../support/browser'

const other = 'another horse battery'

async function section(page: Page, name: string) {
  return page.getByRole('region', { name, exact: true })
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
  test.describe(`one's own account ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    test.use({ javaScriptEnabled })

    test('shows by which link and as what one joined', async ({ page, givenPerson }) => {
      const { email, link } = await givenPerson()
      await signIn(page, email)
      await page.goto('/account')
      await expect(page.getByText(`through the invite “${link.name}”`)).toBeVisible()
      await expect(page.getByRole('definition').first()).toHaveText('Viewer')
    })

    test('name and username can be changed', async ({ page, givenPerson }) => {
      const { email } = await givenPerson()
      const username = `grace${unique()}`
      await signIn(page, email)
      await page.goto('/account')
      const profile = await section(page, 'Name and username')
      await profile.getByLabel('Name', { exact: true }).fill('Grace Hopper')
      await profile.getByLabel('Username').fill(username)
      await profile.getByRole('button').click()
      await expect(profile.getByRole('status')).toHaveText('Name and username saved.')
      await expect(profile.getByLabel('Username')).toHaveValue(username)
    })

    test('the address needs the current password, and is then the one to sign in with', async ({
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
      await expect(part.getByRole('status')).toContainText('Email address changed.')
      await signIn(page, fresh)
    })

    // CHECKLIST 48
    test('a new password ends every other session, and the old one is dead', async ({
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
    test('a new password ends API tokens, unless one keeps them', async ({ page, givenPerson }) => {
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
        await part.getByLabel('Current password').fill(from)
        await part.getByLabel('New password').fill(to)
        await part.getByRole('button', { name: 'Change password' }).click()
        await expect(part.getByRole('status')).toContainText('Password changed')
      }
      await page.reload()
      await keep.check()
      await change(password, other)
      expect(await works()).toBe(true)
      await expect(keep).not.toBeChecked()
      await change(other, password)
      await expect.poll(works).toBe(false)
      await expect(keep).toHaveCount(0)
    })

    test('all other sessions can be ended from here', async ({
      page,
      browser,
      baseURL,
      givenPerson,
    }) => {
      const { email } = await givenPerson()
      const elsewhere = await signInTwice(page, await browser.newPage(), email, baseURL)
      const part = await section(page, 'Where you are signed in')
      await part.getByRole('button', { name: 'Sign out other browsers' }).click()
      await expect(part.getByText('Only in this browser.')).toBeVisible()
      await elsewhere.expectOut()
    })

    test('who was signed out meanwhile is asked to sign in, and comes back', async ({
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

    test('an account can be deleted, with all that is personal', async ({ page, givenPerson }) => {
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

test('the file of what is stored holds no secret', async ({ page, givenPerson }) => {
  const { email } = await givenPerson({ role: roleIds.editor })
  await signIn(page, email)
  const response = await page.request.get('/account/export')
  expect(response.headers()['content-disposition']).toContain('foyer-account.json')
  const text = await response.text()
  expect(JSON.parse(text)).toMatchObject({ email, role: 'Editor' })
  expect(text).not.toMatch(/\$2|[Hh]ash/)
})

// CHECKLIST U6
test('password managers find the page that changes a password', async ({ page, givenPerson }) => {
  const { email } = await givenPerson()
  await signIn(page, email)
  await page.goto('/.well-known/change-password')
  await expect(page).toHaveURL('/account#password')
})

// CHECKLIST 50
test('after signing in one goes on to a page of this site, whatever the address says', async ({
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
