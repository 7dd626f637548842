import type { Browser } from 'playwright/test'
import { type App, adminToken, firstAdmin, startApp } from '../support/app'
import { expect, signIn, test } from '../support/browser'

// On an instance of its own: what is set here shows on every page.

test.describe.configure({ mode: 'serial' })

let instance: App
const headers = { authorization: adminToken, 'content-type': 'application/json' }

test.beforeAll(async () => {
  test.setTimeout(200_000)
  instance = await startApp()
})

test.afterAll(async () => {
  await instance.stop()
})

async function adminPage(browser: Browser, width = 1280) {
  const viewport = { width, height: 844 }
  const page = await (await browser.newContext({ baseURL: instance.url, viewport })).newPage()
  await signIn(page, firstAdmin.email, firstAdmin.password)
  await page.goto('/admin/settings')
  await expect(page.getByRole('button', { name: 'Save settings' })).toBeEnabled()
  return page
}

async function createLink(): Promise<{ secret: string; url: string }> {
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
  const body = JSON.stringify({ name: 'Rowing', expiresAt })
  const url = `${instance.url}/api/admin/invite-link/tokens`
  return await (await fetch(url, { method: 'POST', headers, body })).json()
}

const save = { name: 'Save settings' }

test('the name, the welcome text, the contact and the languages show on the pages for invitees', async ({
  browser,
}) => {
  const page = await adminPage(browser)
  await page.getByLabel('Name', { exact: true }).fill("Rower's {Club} <b>")
  await page.getByLabel('Welcome text').fill('Dear rower,\n<i>come in</i>')
  await page.getByLabel('Contact').fill('ada@example.org')
  for (const name of ['Français', 'Español', 'Português', '日本語', 'العربية']) {
    await page.getByLabel(name).uncheck()
  }
  await page.getByRole('button', save).click()
  await expect(page.getByText('Settings saved', { exact: true })).toBeVisible()
  await expect(page.getByRole('link', { name: "Rower's {Club} <b>" })).toBeVisible()
  const { url, secret } = await createLink()
  const guest = await (await browser.newContext({ locale: 'fr-FR' })).newPage()
  await guest.goto(url)
  await expect(guest).toHaveTitle("Join Rower's {Club} <b> · Rower's {Club} <b>")
  await expect(guest.getByText('<i>come in</i>')).toBeVisible()
  const preview = guest.locator('meta[property="og:site_name"]')
  await expect(preview).toHaveAttribute('content', "Rower's {Club} <b>")
  await expect(guest.getByRole('navigation', { name: 'Language' }).getByRole('link')).toHaveText([
    'English',
    'Deutsch',
  ])
  await guest.goto(`${url}?lang=de`)
  await expect(guest.locator('html')).toHaveAttribute('lang', 'de')
  await guest.goto(`${url}?lang=ja`)
  await expect(guest.locator('html')).toHaveAttribute('lang', 'de')
  await fetch(`${instance.url}/api/admin/invite-link/tokens/${secret}`, {
    method: 'DELETE',
    headers,
  })
  await guest.goto(`${url}?lang=en`)
  await expect(guest.getByRole('link', { name: 'ada@example.org' })).toHaveAttribute(
    'href',
    'mailto:ada@example.org',
  )
  await guest.goto(`${instance.url}/docs/guides/errors`)
  await guest.getByRole('button', { name: 'No', exact: true }).click()
  await expect(guest.getByText('Thank you.')).toBeVisible()
  await expect(guest.getByText('Tell ada@example.org.')).toBeVisible()
})

for (const width of [390, 1280]) {
  test(`saved settings are undone from the toast, by mouse, at ${width} px`, async ({
    browser,
  }) => {
    const page = await adminPage(browser, width)
    await page.getByLabel('Name', { exact: true }).fill('Short-lived')
    await page.getByRole('button', save).click()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(page.getByText('Undone.', { exact: true })).toBeVisible()
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue("Rower's {Club} <b>")
  })

  test(`saved settings are undone from the toast, by keyboard alone, at ${width} px`, async ({
    browser,
  }) => {
    const page = await adminPage(browser, width)
    const name = page.getByLabel('Name', { exact: true })
    await name.focus()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('By keys')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('link', { name: 'By keys' })).toBeVisible()
    await page.getByRole('button', { name: 'Undo' }).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByText('Undone.', { exact: true })).toBeVisible()
    await expect(name).toHaveValue("Rower's {Club} <b>")
  })
}

test('when two admins change settings, the second is told what the first changed', async ({
  browser,
}) => {
  const [one, two] = [await adminPage(browser), await adminPage(browser)]
  await one.getByLabel('Contact').fill('https://example.org/help')
  await one.getByRole('button', save).click()
  await expect(one.getByText('Settings saved', { exact: true })).toBeVisible()
  await two.getByLabel('Name', { exact: true }).fill('Second')
  await two.getByRole('button', save).click()
  await expect(two.getByText('in the meantime: Contact.')).toBeVisible()
  await expect(two.getByLabel('Name', { exact: true })).toHaveValue('Second')
  await expect(two.getByLabel('Contact')).toHaveValue('https://example.org/help')
  await two.getByRole('button', save).click()
  await expect(two.getByRole('link', { name: 'Second', exact: true })).toBeVisible()
})

test('the settings of a link can be saved as defaults for new links', async ({ browser }) => {
  const page = await adminPage(browser)
  await page.goto('/admin/links?new=1')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Ends', { exact: true }).selectOption('In 7 days')
  await dialog.getByLabel('Role').selectOption('Editor')
  await dialog.getByLabel('Places').fill('12')
  await dialog.getByText('More options').click()
  await dialog.getByLabel('Use as defaults').check()
  await dialog.getByRole('button', { name: 'Create link' }).click()
  await expect(dialog.getByText('Saved as defaults for new links')).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('button', { name: 'Create link' }).click()
  await expect(dialog.getByLabel('Ends', { exact: true })).toHaveValue('168')
  await expect(dialog.getByLabel('Role')).toHaveValue('2')
  await expect(dialog.getByLabel('Places')).toHaveValue('12')
  await dialog.getByText('More options').click()
  await expect(dialog.getByLabel('Use as defaults')).not.toBeChecked()
})

test('a logo, an accent colour and the description of a role show on the invite page', async ({
  browser,
}) => {
  const page = await adminPage(browser)
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><rect width="80" height="40"/></svg>'
  const file = { name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(svg) }
  await page.locator('input[type=file]').setInputFiles(file)
  await expect(page.getByText('Logo saved')).toBeVisible()
  await expect(page.getByRole('img', { name: 'Logo' })).toBeVisible()
  await page.getByLabel('Accent colour').fill('#7a1f5c')
  await page.getByLabel('Viewer').fill('May read the boat plan.')
  await expect(page.getByText('Unsaved changes')).toBeVisible()
  await page.getByRole('button', save).click()
  await expect(page.getByText('All changes saved')).toBeVisible()
  const { url } = await createLink()
  const guest = await (await browser.newContext()).newPage()
  await guest.goto(url)
  await expect(guest.getByText('May read the boat plan.')).toBeVisible()
  await expect(guest.locator('img.brand-logo')).toBeVisible()
  await expect(guest.locator('link[href*="accent.css"]')).toHaveCount(1)
  await page.getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByText('No logo')).toBeVisible()
  const toast = page.getByRole('dialog').filter({ hasText: 'Logo removed' })
  await toast.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('img', { name: 'Logo' })).toBeVisible()
})

test('a file that is not a picture is refused, with what to do instead', async ({ browser }) => {
  const page = await adminPage(browser)
  const file = { name: 'logo.txt', mimeType: 'text/plain', buffer: Buffer.from('x') }
  await page.locator('input[type=file]').setInputFiles(file)
  await expect(page.getByRole('alert').getByText('Choose a PNG or SVG file.')).toBeVisible()
})

test('leaving with unsaved changes asks for confirmation, and they can be discarded', async ({
  browser,
}) => {
  const page = await adminPage(browser)
  const name = page.getByLabel('Name', { exact: true })
  const before = await name.inputValue()
  await name.fill('Not saved')
  page.once('dialog', (dialog) => void dialog.dismiss())
  await page.getByRole('link', { name: 'People' }).click()
  await expect(page).toHaveURL(/\/admin\/settings$/)
  await expect(name).toHaveValue('Not saved')
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(name).toHaveValue(before)
  await page.getByRole('link', { name: 'People' }).click()
  await expect(page).toHaveURL(/\/admin\/people$/)
})

test('an invalid value shows an error on its field', async ({ browser }) => {
  const page = await adminPage(browser)
  await page.getByLabel('Places').fill('many')
  await page.getByRole('button', save).click()
  await expect(page.locator('#places-error')).toContainText('whole number')
  await expect(page.getByLabel('Places')).toBeFocused()
})
