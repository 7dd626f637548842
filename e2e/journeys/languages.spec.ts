import { locales } from '@/i18n/locales'
import { expect, expectClean, test } from '../support/browser'

// CHECKLIST U19
test.describe('the language of a page', () => {
  test.use({ javaScriptEnabled: false, locale: 'de-AT' })

  test('is the language of the browser, until another one is chosen and remembered', async ({
    page,
    givenLink,
  }) => {
    const { url } = await givenLink()
    await page.goto(url)
    await expect(page.locator('html')).toHaveAttribute('lang', 'de')
    await expect(page.getByRole('link', { name: 'Deutsch' })).toHaveAttribute(
      'aria-current',
      'true',
    )
    await page.getByRole('link', { name: 'العربية' }).click()
    await expect(page).toHaveURL(`${url}?lang=ar`)
    await expect(page.locator('html')).toHaveAttribute('lang', 'ar')
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
    await page.goto('/login')
    await expect(page.locator('html')).toHaveAttribute('lang', 'ar')
    await page.goto('/login?lang=fr')
    await expect(page.locator('html')).toHaveAttribute('lang', 'fr')
    await expect(page.locator('html')).toHaveAttribute('dir', 'ltr')
  })

  test('falls back to English when no language matches', async ({ request }) => {
    const headers = { 'accept-language': 'xx, zz;q=0.5' }
    const page = await request.get('/login?lang=klingon', { headers })
    expect(await page.text()).toContain('<html lang="en"')
  })

  test('is also used for errors', async ({ page, givenLink }) => {
    const { url } = await givenLink()
    await page.goto(url)
    await page.locator('#name').fill('Grace')
    await page.locator('#email').fill('grace@example.org')
    await page.locator('#password').fill('password12345')
    await page.locator('main button[type=submit]').click()
    await expect(page.getByRole('alert')).toHaveCount(1)
    await expect(page.getByRole('alert')).not.toContainText('attackers')
    await expect(page.locator('#password-error')).not.toBeEmpty()
  })
})

for (const locale of Object.keys(locales)) {
  test(`axe finds no violation on the form in ${locale}, and no translation is missing`, async ({
    page,
    givenLink,
  }) => {
    const { url } = await givenLink({ maxUses: 3 })
    await page.goto(`${url}?lang=${locale}`)
    await expect(page.locator('main form')).toBeVisible()
    // What next-intl shows in place of a message that is not there.
    await expect(page.locator('body')).not.toContainText(/\b(invite|common|closed)\.\w/)
    await expectClean(page)
  })
}

test('the theme can be chosen, and is remembered', async ({ page }) => {
  await page.goto('/login')
  await page.getByRole('link', { name: 'Dark' }).click()
  const html = page.locator('html')
  await expect(html).toHaveAttribute('data-theme', 'dark')
  await page.goto('/')
  await expect(html).toHaveCSS('background-color', 'rgb(22, 25, 26)')
  await page.getByRole('link', { name: 'Light' }).click()
  await expect(html).toHaveCSS('background-color', 'rgb(250, 247, 241)')
})
