import { enterAsAdmin, linkId, rowOf } from '../support/admin'
import { expect, roleIds, signIn, test, unique } from '../support/browser'

for (const width of [390, 1280]) {
  test.describe(`links, by mouse, at ${width} px`, () => {
    test.use({ viewport: { width, height: 844 } })

    test.beforeEach(async ({ page, givenPerson }) => {
      await enterAsAdmin(page, givenPerson)
    })

    test('a link is made with a name alone, and shared at once', async ({ page, browser }) => {
      const name = `Choir ${unique()}`
      await page.goto('/admin')
      await page.getByRole('button', { name: 'Create link' }).click()
      const dialog = page.getByRole('dialog')
      await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue(/^Invite, /)
      await expect(dialog.getByText('People who join can view, but not edit.')).toBeVisible()
      await dialog.getByLabel('Role').selectOption('Editor')
      await expect(dialog.getByText('People who join can view and edit.')).toBeVisible()
      await dialog.getByLabel('Name', { exact: true }).fill(name)
      await dialog.getByLabel('Ends', { exact: true }).selectOption('In 1 hour')
      await dialog.getByRole('button', { name: 'Create link' }).click()
      const address = dialog.getByRole('textbox', { name: `Address of ${name}` })
      await expect(address).toBeFocused()
      const url = await address.inputValue()
      // CHECKLIST U22: PUBLIC_URL is this machine in tests, and the panel says so.
      await expect(dialog.getByText('This link works on this machine only.')).toBeVisible()
      await expect(dialog.getByRole('img', { name: `QR code of ${name}` })).toHaveJSProperty(
        'complete',
        true,
      )
      await dialog.getByText('Create by API').click()
      await expect(dialog.locator('pre')).toContainText(`"name":"${name}"`)
      await dialog.getByRole('button', { name: 'Close' }).click()
      await expect(rowOf(page, name)).toContainText('Open')
      await expect(rowOf(page, name)).toContainText('Editor')
      await expect(rowOf(page, name)).toContainText('in 59 minutes')
      const visitor = await (await browser.newContext()).newPage()
      expect((await visitor.goto(url))?.status()).toBe(200)
      await visitor.context().close()
    })

    test('what cannot be is said on its field, and what was typed stays', async ({ page }) => {
      await page.goto('/admin?new=1')
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('Name', { exact: true }).fill('  ')
      await dialog.getByLabel('Places').fill('0')
      await dialog.getByRole('button', { name: 'Create link' }).click()
      await expect(dialog.getByText('Enter a name.')).toBeVisible()
      await expect(dialog.getByLabel('Name', { exact: true })).toBeFocused()
      await expect(dialog.getByText('Enter a whole number from 1 to 100000')).toBeVisible()
      await dialog.getByLabel('Name', { exact: true }).fill('Late')
      await dialog.getByLabel('Places').fill('3')
      await dialog.getByLabel('Ends', { exact: true }).selectOption('On a specific date')
      await dialog.getByLabel('Date and time').fill('2001-01-01T10:00')
      await dialog.getByRole('button', { name: 'Create link' }).click()
      await expect(dialog.getByText('The end must be in the future.')).toBeVisible()
      await expect(dialog.getByLabel('Places')).toHaveValue('3')
    })

    test('links are found by name, state and role, put in order, and paged', async ({
      page,
      givenLink,
      changeLink,
    }) => {
      const mark = `find${unique()}`
      for (let count = 0; count < 52; count += 1) await givenLink({ name: `${mark} ${count}` })
      const paused = await givenLink({ name: `${mark} paused`, rootRole: roleIds.editor })
      await changeLink(paused, { enabled: false })
      await page.goto('/admin')
      await page.getByLabel('Name', { exact: true }).fill(mark.toUpperCase())
      await page.getByLabel('Order').selectOption('by name')
      await page.getByRole('button', { name: 'Filter' }).click()
      await expect(page.getByRole('row')).toHaveCount(51)
      await page.getByRole('link', { name: 'Next page' }).click()
      await expect(page.getByRole('row')).toHaveCount(4)
      await expect(rowOf(page, `${mark} paused`)).toBeVisible()
      await page.getByLabel('State').selectOption('Paused')
      await page.getByLabel('Role').selectOption('Editor')
      await page.getByRole('button', { name: 'Filter' }).click()
      await expect(page.getByRole('row')).toHaveCount(2)
      await page.goto(`/admin?q=${mark}-nothing`)
      await expect(page.getByText('No matching links.')).toBeVisible()
    })

    test('many links are paused, extended and withdrawn at once, and each is taken back', async ({
      page,
      givenLink,
    }) => {
      const mark = `bulk${unique()}`
      const names = [`${mark} one`, `${mark} two`]
      for (const name of names) await givenLink({ name })
      await page.goto(`/admin?q=${mark}`)
      const steps = [
        ['Pause', 'Paused', '2 links paused.'],
        ['Revoke', 'Revoked', '2 links revoked.'],
        ['Set end', 'in 23 hours', '2 links updated.'],
      ] as const
      for (const [button, sign, sentence] of steps) {
        await page.getByLabel('Select all on this page').check()
        await expect(page.getByText('2 links selected')).toBeVisible()
        await page.getByLabel('New end').selectOption('In 24 hours')
        await page.getByRole('button', { name: button, exact: true }).click()
        await expect(page.getByText(sentence)).toBeVisible()
        for (const name of names) await expect(rowOf(page, name)).toContainText(sign)
        await page.getByRole('button', { name: 'Undo' }).last().click()
        for (const name of names) await expect(rowOf(page, name)).not.toContainText(sign)
      }
    })
  })
}

test('by keyboard alone, a link is made, shared, selected and paused', async ({
  page,
  givenPerson,
}) => {
  await enterAsAdmin(page, givenPerson)
  const name = `Keys ${unique()}`
  await page.goto('/admin')
  const create = page.getByRole('button', { name: 'Create link' })
  // Until scripts run it is disabled, and cannot have the focus.
  await expect(create).toBeEnabled()
  await create.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(dialog.getByLabel('Name', { exact: true })).toBeFocused()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(name)
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('textbox', { name: `Address of ${name}` })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Create link' })).toBeFocused()
  await page.getByLabel('Name', { exact: true }).focus()
  await page.keyboard.type(name)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/q=Keys/)
  await expect(page.getByLabel(`Select ${name}`)).toBeEnabled()
  await page.getByLabel(`Select ${name}`).focus()
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: 'Pause' }).focus()
  await page.keyboard.press('Enter')
  await expect(rowOf(page, name)).toContainText('Paused')
  await page.getByRole('button', { name: 'Undo' }).focus()
  await page.keyboard.press('Enter')
  await expect(rowOf(page, name)).toContainText('Open')
  // The exact instant is there on focus, not on hover alone.
  const end = rowOf(page, name).getByRole('button', { name: /^in / })
  await end.focus()
  await expect(rowOf(page, name).getByRole('tooltip').first()).toBeVisible()
  await expect(rowOf(page, name).getByRole('tooltip').first()).toContainText(/[a-z] at \d\d:\d\d/)
})

test('an address is copied where there is no clipboard API, as on plain HTTP', async ({
  page,
  givenPerson,
  givenLink,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined })
    document.addEventListener('copy', () => {
      const { activeElement } = document
      document.title = activeElement instanceof HTMLInputElement ? activeElement.value : ''
    })
  })
  await enterAsAdmin(page, givenPerson)
  const link = await givenLink()
  await page.goto(`/admin?q=${encodeURIComponent(link.name)}`)
  await page.getByRole('button', { name: `Copy the address of ${link.name}` }).click()
  await expect(page).toHaveTitle(link.url)
  await page.goto(`/admin/links/${linkId(link)}`)
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: `Copy the address of ${link.name}` }).click()
  await expect(page).toHaveTitle(link.url)
  await expect(dialog.getByRole('button', { name: /^Copy the address/ })).toHaveText('Copied')
})

test('a duplicate has the settings of its model and an address of its own', async ({
  page,
  givenPerson,
  givenLink,
}) => {
  await enterAsAdmin(page, givenPerson)
  const link = await givenLink({ maxUses: 7, rootRole: roleIds.editor })
  await page.goto(`/admin/links/${linkId(link)}`)
  await page.getByRole('button', { name: 'Duplicate' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('Places')).toHaveValue('7')
  await dialog.getByRole('button', { name: 'Create link' }).click()
  const address = dialog.getByRole('textbox', { name: `Address of ${link.name} (copy)` })
  await expect(address).not.toHaveValue(link.url)
  await page.goto(`/admin?q=${encodeURIComponent(link.name)}`)
  await expect(rowOf(page, 'copy')).toContainText('Editor')
})

// CHECKLIST 55
test('who is no administrator is told so, and shown nothing', async ({
  page,
  givenPerson,
  givenLink,
}) => {
  const link = await givenLink()
  const { email } = await givenPerson()
  await signIn(page, email)
  for (const path of [
    '/admin',
    `/admin/links/${linkId(link)}`,
    `/admin/links/${linkId(link)}/sheet`,
  ]) {
    expect((await page.goto(path))?.status()).toBe(403)
    await expect(page.getByText(link.name)).toHaveCount(0)
  }
  for (const path of ['/admin/links.csv', `/admin/links/${linkId(link)}/qr.svg`]) {
    const response = await page.request.get(path)
    expect(response.status()).toBe(403)
    expect(await response.text()).not.toContain(link.name)
  }
})

test('the sheet has all that paper needs', async ({ page, givenPerson, givenLink }) => {
  await enterAsAdmin(page, givenPerson)
  const link = await givenLink({ maxUses: 12 })
  await page.goto(`/admin/links/${linkId(link)}/sheet`)
  for (const text of [link.name, link.url, 'For 12 people', 'Viewer: can view, but not edit']) {
    await expect(page.getByText(text, { exact: true })).toBeVisible()
  }
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden()
  await expect(page.getByRole('img', { name: 'QR code of the address below' })).toBeVisible()
})
