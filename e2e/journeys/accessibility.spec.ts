import { expect, expectClean, password, roleIds, test } from '../support/browser'

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme axe finds nothing`, () => {
    test.use({ colorScheme })

    test('on the public pages, errors showing', async ({ page, givenLink, changeLink }) => {
      const link = await givenLink({ maxUses: 3 })
      await page.goto(link.url)
      await expectClean(page)
      await page.getByRole('button', { name: 'Join as Viewer' }).click()
      await expect(page.getByRole('alert').getByRole('listitem')).toHaveCount(3)
      await expect(page).toHaveTitle(/^Error: /)
      await expectClean(page)
      await changeLink(link, { enabled: false })
      for (const address of [link.url, '/invite/none', '/login', '/', '/nothing-here']) {
        await page.goto(address)
        await expectClean(page)
      }
    })

    test('on the pages behind the door', async ({ page, givenPerson }) => {
      const { email } = await givenPerson({ role: roleIds.admin })
      await page.goto('/login')
      await page.getByLabel('Email address or username').fill(email)
      await page.getByLabel('Password', { exact: true }).fill(password)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await expect(page).toHaveURL('/admin')
      await expectClean(page)
      for (const address of ['/welcome', '/account']) {
        await page.goto(address)
        await expectClean(page)
      }
    })
  })
}
