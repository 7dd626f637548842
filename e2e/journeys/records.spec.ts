import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright/test'
import { onEachWidth } from '../support/admin'
import { expect, expectClean, roleIds, signIn, test, unique } from '../support/browser'

/** Opens the palette by its key, once scripts run. */
async function openPalette(page: Page) {
  const box = page.getByRole('combobox', { name: 'A page, a link or a person' })
  await expect(async () => {
    if (!(await box.isVisible())) await page.keyboard.press('Control+k')
    await expect(box).toBeFocused({ timeout: 500 })
  }).toPass()
  return box
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [390, 1280]) {
    test.describe(`axe finds nothing: ${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 844 } })

      test('on events, settings, tokens and the palette', async ({ page, givenPerson }) => {
        const { email } = await givenPerson({ role: roleIds.admin })
        await signIn(page, email)
        for (const path of ['/admin/events', '/admin/events?person=nobody', '/admin/settings']) {
          await page.goto(path)
          await expectClean(page)
          const { scroll, client } = await page.evaluate(() => ({
            scroll: document.documentElement.scrollWidth,
            client: document.documentElement.clientWidth,
          }))
          expect(scroll, `${path} scrolls sideways`).toBeLessThanOrEqual(client)
        }
        await openPalette(page)
        await expect(page.getByRole('option').first()).toBeVisible()
        await expectClean(page)
        await page.goto('/account/tokens')
        await createToken(page, 'Backup')
        await page.getByRole('button', { name: 'Revoke Backup' }).click()
        await expectClean(page)
      })
    })
  }
}

async function createToken(page: Page, description: string): Promise<string> {
  await page.getByLabel('Description').fill(description)
  await page.getByRole('button', { name: 'Create token' }).click()
  const secret = page.getByLabel('Your new token')
  await expect(secret).toBeVisible()
  return await secret.inputValue()
}

onEachWidth(() => {
  test('events are told in sentences, filtered by an address, and downloaded', async ({
    page,
    givenPerson,
    givenLink,
    changeLink,
  }) => {
    const { email } = await givenPerson({ role: roleIds.admin })
    const link = await givenLink({ name: `FormFeedback ${unique()}`, maxUses: 5 })
    await changeLink(link, { maxUses: 9 })
    await signIn(page, email)
    await page.goto('/admin/events')
    await page.getByLabel('Link (address)').fill(link.url)
    await page.getByLabel('Event', { exact: true }).selectOption('Link changed')
    await page.getByRole('button', { name: 'Filter' }).click()
    const rows = page.locator('tbody').getByRole('row')
    await expect(rows).toHaveCount(1)
    await expect(rows).toContainText(`changed ${link.name}`)
    await expect(rows).toContainText('Places: 5 → 9')
    await expect(page.getByRole('link', { name: link.name })).toHaveAttribute(
      'href',
      /links\/\w{16}$/,
    )
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download CSV' }).click(),
    ])
    expect(download.url()).not.toContain(link.secret)
    const csv = await readFile(await download.path(), 'utf8')
    expect(csv).toContain(`changed ${link.name}`)
    expect(csv).not.toContain(link.secret)
    expect(csv.trim().split('\r\n')).toHaveLength(2)
    await page.getByLabel('Person (email)').fill('nobody@example.org')
    await page.getByRole('button', { name: 'Filter' }).click()
    await expect(page.getByRole('alert').first()).toContainText('No person has')
  })

  test('events are filtered by keyboard alone', async ({ page, givenPerson }) => {
    const { email } = await givenPerson({ role: roleIds.admin })
    await signIn(page, email)
    await page.goto('/admin/events')
    await page.getByLabel('Person (email)').focus()
    await page.keyboard.type(email)
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/person=/)
    await expect(page.locator('tbody').getByRole('row')).not.toHaveCount(0)
    for (const row of await page.locator('tbody').getByRole('row').all()) {
      await expect(row).toContainText(email)
    }
  })

  test('a token of one’s own is made, shown once and ended, by mouse', async ({
    page,
    givenPerson,
  }) => {
    const { email } = await givenPerson()
    await signIn(page, email)
    await page.goto('/account/tokens')
    const secret = await createToken(page, 'By mouse')
    await page.reload()
    expect(await page.content()).not.toContain(secret)
    await page.getByRole('button', { name: 'Revoke By mouse' }).click()
    await page.getByRole('button', { name: 'Keep it' }).click()
    await page.getByRole('button', { name: 'Revoke By mouse' }).click()
    await page.getByRole('button', { name: 'Revoke this token' }).click()
    await expect(page.getByText('Revoked: By mouse')).toBeVisible()
  })

  test('a token of one’s own is made, used and ended, by keyboard alone', async ({
    page,
    givenPerson,
    baseURL,
  }) => {
    const { email } = await givenPerson()
    await signIn(page, email)
    await page.goto('/account')
    await page.getByRole('link', { name: 'API tokens' }).click()
    await expect(page.getByText('No API tokens yet')).toBeVisible()
    await page.getByLabel('Description').focus()
    await page.keyboard.type('Nightly backup')
    await expect(page.getByRole('button', { name: 'Create token' })).toBeEnabled()
    await page.keyboard.press('Enter')
    const secret = await page.getByLabel('Your new token').inputValue()
    expect(secret).toMatch(/^user:[0-9a-f]{56}$/)
    // Not by the browser or the fixture, which have a session.
    const status = async () =>
      (await fetch(`${baseURL}/api/admin/user`, { headers: { authorization: secret } })).status
    expect(await status()).toBe(200)
    await page.reload()
    expect(await page.content()).not.toContain(secret)
    await page.getByRole('button', { name: 'Revoke Nightly backup' }).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: 'Keep it' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: 'Revoke Nightly backup' })).toBeFocused()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Enter')
    await expect(page.getByText('Revoked: Nightly backup')).toBeVisible()
    await expect(page.getByText('No API tokens yet')).toBeVisible()
    expect(await status()).toBe(401)
  })

  test('two tokens for one thing: told on the field', async ({ page, givenPerson }) => {
    const { email } = await givenPerson()
    await signIn(page, email)
    await page.goto('/account/tokens')
    await createToken(page, 'Twice')
    await page.getByLabel('Description').fill('Twice')
    await page.getByRole('button', { name: 'Create token' }).click()
    await expect(page.getByText('You already have a token with this description.')).toBeVisible()
  })

  test('the palette leads to rooms, links and people, by keyboard and by mouse', async ({
    page,
    givenPerson,
    givenLink,
  }) => {
    const { email } = await givenPerson({ role: roleIds.admin })
    const link = await givenLink({ name: `Palette ${unique()}` })
    const person = await givenPerson({ name: `Findable ${unique()}` })
    await signIn(page, email)
    await page.goto('/admin')
    const box = await openPalette(page)
    await page.keyboard.type('palette')
    const option = page.getByRole('option', { name: link.name })
    await expect(option).toBeVisible()
    await expect(box).toHaveAttribute('aria-activedescendant', /.+/)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Escape')
    await expect(box).toBeHidden()
    await openPalette(page)
    await page.keyboard.type('sett')
    await expect(page.getByRole('listbox').getByRole('option', { selected: true })).toContainText(
      'Settings',
    )
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/admin\/settings$/)
    await page.getByRole('button', { name: 'Go to' }).click()
    await page.keyboard.type(person.name)
    await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(1)
    const target = page.waitForRequest((request) => /\/admin\/people\/\d+$/.test(request.url()))
    await page.getByRole('option', { name: person.name }).click()
    await target
  })
})

// CHECKLIST 55
for (const role of ['viewer', 'editor'] as const) {
  test(`a ${role} who opens a room of administrators is told so, with the way back`, async ({
    page,
    givenPerson,
  }) => {
    const { email } = await givenPerson({ role: roleIds[role] })
    await signIn(page, email)
    for (const path of ['/admin', '/admin/events', '/admin/settings']) {
      expect((await page.goto(path))?.status()).toBe(403)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(
        'This page is for administrators',
      )
      await expectClean(page)
    }
    await page.getByRole('link', { name: 'Go to your account' }).click()
    await expect(page).toHaveURL(/\/account$/)
  })
}
