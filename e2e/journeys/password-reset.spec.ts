import { enter, expectGood, onEachWidth, personId } from '../support/admin'
import { adminToken } from '../support/app'
import { expect, expectClean, password, roleIds, signIn, test } from '../support/browser'

const fresh = 'another horse battery'
const headers = { authorization: adminToken }

onEachWidth(() => {
  // CHECKLIST 45
  test('an administrator creates a reset link, and never sees the password', async ({
    page,
    browser,
    givenPerson,
  }) => {
    const person = await givenPerson()
    await enter(page, (await givenPerson({ role: roleIds.admin })).email)
    await page.goto(`/admin/people/${await personId(page, person.email)}?tab=access`)
    const createLink = page
      .getByRole('region', { name: 'Password reset links' })
      .getByRole('button', { name: 'Create password reset link' })
    await expect(createLink).toBeEnabled()
    await createLink.focus()
    await createLink.press('Enter')
    const dialog = page.getByRole('dialog', { name: /^Password reset link for/ })
    const address = dialog.getByRole('textbox', { name: 'Address of the password reset link' })
    await expect(address).toHaveValue(/\/reset\/[\w-]{22}\.[\w-]{32}$/)
    await expectGood(page)
    const url = await address.inputValue()
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    const theirs = await browser.newContext({ viewport: page.viewportSize() })
    const theirPage = await theirs.newPage()
    await theirPage.goto(url)
    await expectGood(theirPage)
    await theirPage.getByLabel('New password').fill('password12345')
    await theirPage.getByLabel('New password').press('Enter')
    await expect(theirPage.locator('main').getByRole('alert')).toContainText(
      'lists that attackers try',
    )
    await expectGood(theirPage)
    await theirPage.getByLabel('New password').fill(fresh)
    await theirPage.getByLabel('New password').press('Enter')
    await expect(theirPage).toHaveURL(/\/account\?done=password/)
    await expect(theirPage.getByText('Password changed')).toBeVisible()
    await theirs.close()
  })
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a reset link sets the password', async ({ page, givenPerson }) => {
    const person = await givenPerson()
    const path = `/api/admin/user-admin/${await personId(page, person.email)}/password-reset`
    const { url } = await (await page.request.post(path, { headers })).json()
    await page.goto(url)
    await page.getByLabel('New password').fill('password12345')
    await page.getByRole('button', { name: 'Set password' }).click()
    await expect(page.getByText('lists that attackers try').first()).toBeVisible()
    await page.getByLabel('New password').fill(fresh)
    await page.getByRole('button', { name: 'Set password' }).click()
    await expect(page).toHaveURL(/\/account\?done=password/)
  })
})

test('a used, a replaced and an unknown reset link have their own page and status', async ({
  page,
  givenPerson,
}) => {
  test.slow()
  const person = await givenPerson()
  const path = `/api/admin/user-admin/${await personId(page, person.email)}/password-reset`
  const createLink = async () => (await (await page.request.post(path, { headers })).json()).url
  const [replaced, used] = [await createLink(), await createLink()]
  await page.request.post(`${used}/password`, { data: { password: fresh } })
  await page.context().clearCookies()
  const expected = [
    [used, 410, 'This link has been used'],
    [replaced, 410, 'This link has expired'],
    ['/reset/nothing', 404, 'This link does not work'],
  ]
  for (const [url, status, title] of expected) {
    const response = await page.goto(String(url))
    expect(response?.status()).toBe(status)
    const sent = response?.headers() ?? {}
    expect(sent['cache-control']).toContain('no-store')
    expect(sent['x-robots-tag']).toContain('noindex')
    expect(sent['referrer-policy']).toBe('same-origin')
    await expect(page).toHaveTitle(`${title} · Foyer`)
    await expectClean(page)
  }
  await signIn(page, person.email, fresh)
})

test('a reset link opens in the language of the person', async ({
  browser,
  baseURL,
  givenPerson,
  request,
}) => {
  const person = await givenPerson()
  const query = new URLSearchParams({ q: person.email })
  const list = await (await request.get(`/api/admin/user-admin?${query}`, { headers })).json()
  const path = `/api/admin/user-admin/${list.users[0].id}/password-reset`
  const { url } = await (await request.post(path, { headers })).json()
  for (const [locale, title] of [
    ['de', 'Neues Passwort festlegen'],
    ['ar', 'تعيين كلمة مرور جديدة'],
  ]) {
    const context = await browser.newContext({
      locale: String(locale),
      ...(baseURL && { baseURL }),
    })
    const page = await context.newPage()
    expect((await page.goto(url))?.status()).toBe(200)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(String(title))
    await expectClean(page)
    await context.close()
  }
  const data = { username: person.email, password }
  expect((await request.post('/auth/simple/login', { data })).status()).toBe(200)
})
