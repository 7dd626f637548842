import type { Page } from 'playwright/test'
import { enterAsAdmin, linkId, rowOf } from '../support/admin'
import { expect, roleIds, signIn, test, unique } from '../support/browser'

const list = '/admin/links'

/** The rows of the list, without its head. */
function rowsOf(page: Page) {
  return page.getByRole('row').filter({ has: page.getByRole('cell') })
}

async function selectAll(page: Page, names: string[]) {
  for (const name of names) await page.getByLabel(`Select ${name}`).check()
}

for (const width of [390, 1280]) {
  test.describe(`links, by mouse, at ${width} px`, () => {
    test.use({ viewport: { width, height: 844 } })

    test.beforeEach(async ({ page, givenPerson }) => {
      await enterAsAdmin(page, givenPerson)
    })

    test('a link is created, copied and shared', async ({ page, browser }) => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
      const name = `Choir ${unique()}`
      await page.goto(list)
      await page.getByRole('button', { name: 'Create link' }).click()
      const dialog = page.getByRole('dialog')
      await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue(/^Invite, /)
      await expect(dialog.getByLabel('Name', { exact: true })).toBeFocused()
      await expect(dialog.getByText('Can view, but not edit.')).toBeVisible()
      await dialog.getByLabel('Role').selectOption('Editor')
      await expect(dialog.getByText('Can view and edit.')).toBeVisible()
      await dialog.getByLabel('Name', { exact: true }).fill(name)
      await dialog.getByLabel('Title for invitees').fill('Spring concert')
      await dialog.getByLabel('Ends', { exact: true }).selectOption('In 1 hour')
      await dialog.getByRole('button', { name: 'Create link' }).click()
      await expect(page.getByRole('dialog', { name: 'Link created and copied' })).toBeVisible()
      const address = dialog.getByRole('textbox', { name })
      await expect(address).toBeFocused()
      const url = await address.inputValue()
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(url)
      await expect(dialog.getByRole('button', { name: `Copy address of ${name}` })).toHaveClass(
        /button-primary/,
      )
      expect((await dialog.textContent())?.match(/UTC/g)).toHaveLength(1)
      // CHECKLIST U22: PUBLIC_URL is this machine in tests, and the panel says so.
      await expect(dialog.getByText('This link works on this machine only.')).toBeVisible()
      await expect(dialog.getByRole('img', { name: `QR code of ${name}` })).toHaveJSProperty(
        'complete',
        true,
      )
      const mail = await dialog.getByRole('link', { name: 'Email' }).getAttribute('href')
      expect(decodeURIComponent(mail ?? '')).toContain('Invitation: Spring concert')
      expect(decodeURIComponent(mail ?? '')).not.toContain(name)
      await dialog.getByText('Create by API').click()
      await expect(dialog.locator('pre')).toContainText(`"name":"${name}"`)
      await dialog.getByRole('button', { name: 'Close' }).click()
      const row = rowOf(page, name)
      await expect(row).toContainText('Open')
      await expect(row).toContainText('Spring concert')
      await expect(row).toContainText('in 59 minutes')
      const visitor = await (await browser.newContext()).newPage()
      expect((await visitor.goto(url))?.status()).toBe(200)
      await expect(visitor.getByRole('heading', { name: 'Spring concert' })).toBeVisible()
      await visitor.context().close()
    })

    test('an invalid value shows an error on its field, and what was typed stays', async ({
      page,
    }) => {
      await page.goto(`${list}?new=1`)
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

    test('links are searched while typing, filtered by state and role, sorted and paged', async ({
      page,
      givenLink,
      changeLink,
    }) => {
      // It creates more links than a page has.
      test.slow()
      const mark = `find${unique()}`
      for (let count = 0; count < 52; count += 1) await givenLink({ name: `${mark} ${count}` })
      const paused = await givenLink({ name: `${mark} paused`, rootRole: roleIds.editor })
      await changeLink(paused, { enabled: false })
      await page.goto(`${list}?sort=name`)
      await page.getByRole('searchbox', { name: 'Search by name' }).fill(mark.toUpperCase())
      await expect(page).toHaveURL(new RegExp(mark.toUpperCase()))
      await expect(page.getByText('53 in total')).toBeVisible()
      await expect(rowsOf(page)).toHaveCount(50)
      // A row is low, the first is near the top, and what can be done with a selected one is in sight.
      const boxes = [rowsOf(page).first(), rowsOf(page).nth(16)].map((row) => row.boundingBox())
      const [first, later] = await Promise.all(boxes)
      expect(first?.y).toBeLessThan(width < 800 ? 400 : 320)
      expect(later?.height).toBeLessThan(90)
      const box = rowsOf(page).nth(16).getByRole('checkbox')
      await box.evaluate((one: HTMLElement) => one.scrollIntoView({ block: 'center' }))
      await box.check()
      const bar = page.getByRole('group', { name: 'Actions for the selected links' })
      await expect(bar).toBeInViewport({ ratio: 1 })
      await box.uncheck()
      await page.getByRole('link', { name: 'Next' }).click()
      await expect(rowsOf(page)).toHaveCount(3)
      await expect(rowOf(page, `${mark} paused`)).toBeVisible()
      await page.getByRole('link', { name: 'Previous' }).click()
      await expect(rowsOf(page)).toHaveCount(50)
      await page.getByRole('link', { name: 'Paused', exact: true }).click()
      await expect(rowsOf(page)).toHaveCount(1)
      if (width < 800) await page.getByText('Filter', { exact: true }).click()
      await page.getByLabel('Role').selectOption('Viewer')
      await expect(page.getByText('No matching links')).toBeVisible()
      await page.getByRole('link', { name: 'Show all links' }).click()
      await expect(page).toHaveURL(new RegExp(`${list}$`))
      await expect(page.getByRole('link', { name: /^All \d/ })).toBeVisible()
    })

    test('several links are paused, extended and revoked at once, and each change is undone', async ({
      page,
      givenLink,
    }) => {
      const mark = `bulk${unique()}`
      const names = [`${mark} one`, `${mark} two`]
      const expiresAt = new Date(Date.now() + 3 * 24 * 3_600_000).toISOString()
      for (const name of names) await givenLink({ name, expiresAt })
      await page.goto(`${list}?q=${mark}`)
      const bar = page.getByRole('group', { name: 'Actions for the selected links' })
      const steps = [
        ['Pause', 'Paused', '2 links paused.'],
        ['Revoke', 'Revoked', '2 links revoked.'],
        ['Extend…', 'in 6 days', 'The ends of 2 links changed.'],
      ] as const
      for (const [button, sign, sentence] of steps) {
        await selectAll(page, names)
        await expect(bar.getByText('2 links selected')).toBeVisible()
        await bar.getByRole('button', { name: button, exact: true }).click()
        if (button === 'Extend…') {
          await page.getByRole('dialog').getByRole('button', { name: 'Extend' }).click()
        }
        await expect(page.getByText(sentence)).toBeVisible()
        await expect(rowsOf(page).filter({ hasText: sign })).toHaveCount(2)
        await page.getByRole('button', { name: 'Undo' }).first().click()
        await expect(rowsOf(page).filter({ hasText: sign })).toHaveCount(0)
      }
    })

    test('a link offers the actions for its state, and a change is undone', async ({
      page,
      givenLink,
      changeLink,
    }) => {
      const mark = `menu${unique()}`
      const link = await givenLink({ name: mark, maxUses: 3 })
      await changeLink(link, { enabled: false })
      await page.goto(`${list}?q=${mark}`)
      const choose = async (item: string) => {
        await page.getByRole('button', { name: `Actions for ${mark}` }).click()
        await page.getByRole('menuitem', { name: item, exact: true }).click()
      }
      const undo = async () => await page.getByRole('button', { name: 'Undo' }).first().click()
      await choose('Resume')
      await expect(rowOf(page, mark)).toContainText('Open')
      await choose('Add 10 places')
      await expect(rowOf(page, mark)).toContainText('0 of 13')
      await undo()
      await expect(rowOf(page, mark)).toContainText('0 of 3')
      await choose('Extend by 7 days')
      await expect(page.getByText(/^Link extended until /)).toBeVisible()
      await choose('Revoke')
      await expect(rowOf(page, mark)).toContainText('Revoked')
      await expect(page.getByRole('button', { name: `Copy the address of ${mark}` })).toHaveCount(0)
      await page.getByRole('button', { name: `Actions for ${mark}` }).click()
      await expect(page.getByRole('menuitem', { name: 'Pause' })).toHaveCount(0)
      await page.getByRole('menuitem', { name: 'Restore' }).click()
      await expect(rowOf(page, mark)).toContainText('Open')
    })

    test('a link is renamed in the list, with Enter to save and Escape to cancel', async ({
      page,
      givenLink,
    }) => {
      const mark = `name${unique()}`
      await givenLink({ name: mark })
      await page.goto(`${list}?q=${mark}`)
      const rename = async () => {
        await page.getByRole('button', { name: `Actions for ${mark}` }).click()
        await page.getByRole('menuitem', { name: 'Rename' }).click()
      }
      await rename()
      const field = page.getByRole('textbox', { name: `New name of ${mark}` })
      await expect(field).toBeFocused()
      await field.fill(' ')
      await page.keyboard.press('Enter')
      await expect(page.getByText('Enter a name.')).toBeVisible()
      await page.keyboard.press('Escape')
      await expect(page.getByRole('link', { name: mark })).toBeFocused()
      await rename()
      await page.keyboard.type(`${mark} later`)
      await page.keyboard.press('Enter')
      await expect(page.getByText('Link renamed.')).toBeVisible()
      await expect(page.getByRole('link', { name: `${mark} later` })).toBeVisible()
      await page.getByRole('button', { name: 'Undo' }).first().click()
      await expect(page.getByRole('link', { name: mark, exact: true })).toBeVisible()
    })
  })
}

test('by keyboard alone, a link is created, shared, selected and paused', async ({
  page,
  givenPerson,
}) => {
  await enterAsAdmin(page, givenPerson)
  const name = `Keys ${unique()}`
  await page.goto(list)
  const create = page.getByRole('button', { name: 'Create link' })
  // Until scripts run it is disabled, and cannot have the focus.
  await expect(create).toBeEnabled()
  await create.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('Name', { exact: true })).toBeFocused()
  // The proposed name is selected.
  await page.keyboard.type(name)
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('textbox', { name })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(create).toBeFocused()
  await page.getByRole('searchbox', { name: 'Search by name' }).focus()
  await page.keyboard.type(name)
  await expect(page).toHaveURL(/q=Keys/)
  await expect(rowsOf(page)).toHaveCount(1)
  await page.getByLabel(`Select ${name}`).focus()
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: 'Pause' }).focus()
  await page.keyboard.press('Enter')
  await expect(rowOf(page, name)).toContainText('Paused')
  await page.getByRole('button', { name: 'Undo' }).focus()
  await page.keyboard.press('Enter')
  await expect(rowOf(page, name)).toContainText('Open')
})

test('a filter is saved under a name in this browser, and removed', async ({
  page,
  givenPerson,
}) => {
  await enterAsAdmin(page, givenPerson)
  await page.goto(`${list}?state=full`)
  await page.getByRole('button', { name: 'Save this filter' }).click()
  await page.keyboard.type('Full ones')
  await page.keyboard.press('Enter')
  await page.goto(list)
  await page.getByRole('link', { name: 'Full ones' }).click()
  await expect(page).toHaveURL(/state=full/)
  await page.getByRole('button', { name: 'Remove Full ones' }).click()
  await expect(page.getByRole('link', { name: 'Full ones' })).toHaveCount(0)
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('links are searched, filtered and sorted through the URL', async ({
    page,
    givenPerson,
    givenLink,
  }) => {
    const { email } = await givenPerson({ role: roleIds.admin })
    const mark = `plain${unique()}`
    await givenLink({ name: mark })
    await signIn(page, email)
    await page.goto(list)
    await page.getByRole('searchbox', { name: 'Search by name' }).fill(mark)
    await page.getByRole('button', { name: 'Apply' }).click()
    await expect(rowsOf(page)).toHaveCount(1)
    await page.getByRole('link', { name: 'Ends', exact: true }).click()
    await expect(page).toHaveURL(/sort=ending/)
    await page.getByRole('link', { name: 'Full', exact: true }).click()
    await expect(page.getByText('No matching links')).toBeVisible()
    const create = page.getByRole('button', { name: 'Create link' })
    await expect(create).toBeDisabled()
    await expect(create).toHaveCSS('cursor', 'not-allowed')
    await expect(page.getByText(/Changes need JavaScript/).first()).toBeVisible()
  })
})

test('an address is copied even without the clipboard API, as on plain HTTP', async ({
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
  await page.goto(`${list}?q=${encodeURIComponent(link.name)}`)
  await page.getByRole('button', { name: `Copy the address of ${link.name}` }).click()
  await expect(page).toHaveTitle(link.url)
  await page.goto(`/admin/links/${linkId(link)}`)
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: `Copy address of ${link.name}` }).click()
  await expect(page).toHaveTitle(link.url)
  await expect(dialog.getByRole('button', { name: `Copy address of ${link.name}` })).toContainText(
    'Copied',
  )
})

test('a duplicate has the settings of the original and an address of its own', async ({
  page,
  givenPerson,
  givenLink,
}) => {
  await enterAsAdmin(page, givenPerson)
  const link = await givenLink({ maxUses: 7, rootRole: roleIds.editor })
  await page.goto(`${list}?q=${encodeURIComponent(link.name)}`)
  await page.getByRole('button', { name: `Actions for ${link.name}` }).click()
  await page.getByRole('menuitem', { name: 'Duplicate' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('Places')).toHaveValue('7')
  await dialog.getByRole('button', { name: 'Create link' }).click()
  await expect(dialog.getByRole('textbox', { name: `${link.name} (copy)` })).not.toHaveValue(
    link.url,
  )
  await page.keyboard.press('Escape')
  await expect(rowOf(page, 'copy')).toContainText('Editor')
})

// CHECKLIST 55
test('people who are not administrators are told so, and see no data', async ({
  page,
  givenPerson,
  givenLink,
}) => {
  const link = await givenLink()
  const { email } = await givenPerson()
  await signIn(page, email)
  for (const path of [list, `/admin/links/${linkId(link)}`, `/admin/links/${linkId(link)}/sheet`]) {
    expect((await page.goto(path))?.status()).toBe(403)
    await expect(page.getByText(link.name)).toHaveCount(0)
  }
  for (const path of ['/admin/links.csv', `/admin/links/${linkId(link)}/qr.svg`]) {
    const response = await page.request.get(path)
    expect(response.status()).toBe(403)
    expect(await response.text()).not.toContain(link.name)
  }
})

test('the printed sheet shows the address, the places, the role and a QR code', async ({
  page,
  givenPerson,
  givenLink,
  changeLink,
}) => {
  await enterAsAdmin(page, givenPerson)
  const link = await givenLink({ maxUses: 12 })
  await changeLink(link, { show: { title: 'Spring concert' } })
  await page.goto(`/admin/links/${linkId(link)}/sheet`)
  for (const text of [link.url.replace('http://', ''), 'For 12 people', 'Viewer']) {
    await expect(page.getByText(text, { exact: true })).toBeVisible()
  }
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden()
  const code = page.getByRole('img', { name: 'QR code of the address below' })
  await expect(code).toBeVisible()
  // The instance first, then what it is about; a large code in the middle; nothing of the private name.
  const [whose, title, square, sheet] = await Promise.all([
    page.getByRole('main').getByText('Foyer', { exact: true }).boundingBox(),
    page.getByRole('heading', { level: 1, name: 'Spring concert' }).boundingBox(),
    code.boundingBox(),
    page.getByRole('main').boundingBox(),
  ])
  expect(whose?.y).toBeLessThan(title?.y ?? 0)
  expect(square?.width).toBeGreaterThan(300)
  const middle = (box: typeof square) => (box?.x ?? 0) + (box?.width ?? 0) / 2
  expect(Math.abs(middle(square) - middle(sheet))).toBeLessThan(2)
  await expect(page.getByText(link.name)).toHaveCount(0)
})
